/// Exact match and F1 of answers, as SQuAD measures them, with questions that have no answer.
///
/// See P. Rajpurkar et al., "SQuAD" (2016), section 6.1, and "Know what you don't know" (2018). Both measures compare normalised texts: lower case, no
/// ASCII punctuation, no articles, single spaces. The best of several gold answers counts.
package struct AnswerScores: Sendable, Equatable {
  private var exact = 0.0
  private var overlap = 0.0
  private var answerable = (exact: 0.0, overlap: 0.0, count: 0)
  /// Questions counted.
  package private(set) var count = 0

  /// Nothing counted yet.
  package init() {}

  /// Counts a question; no gold answers stand for none, an empty prediction for "no answer".
  package mutating func add(gold: [String], predicted: String) {
    // What is nothing after normalisation, such as "the", is no gold answer; SQuAD's own script does so too.
    let known = gold.filter { !AnswerText.normalized($0).isEmpty }
    let answers = known.isEmpty ? [""] : known
    let isExact = answers.contains { AnswerText.normalized($0) == AnswerText.normalized(predicted) } ? 1.0 : 0
    let best = answers.map { AnswerText.f1($0, predicted) }.max() ?? 0
    exact += isExact
    overlap += best
    count += 1
    if !known.isEmpty {
      answerable = (answerable.exact + isExact, answerable.overlap + best, answerable.count + 1)
    }
  }

  /// The mean exact match, from 0 to 1.
  package var exactMatch: Double { count == 0 ? 0 : exact / Double(count) }
  /// The mean F1 over words, from 0 to 1.
  package var f1: Double { count == 0 ? 0 : overlap / Double(count) }
  /// The mean F1 over the questions that have an answer.
  package var answerableF1: Double { answerable.count == 0 ? 0 : answerable.overlap / Double(answerable.count) }
  /// The mean exact match over the questions that have an answer.
  package var answerableExactMatch: Double { answerable.count == 0 ? 0 : answerable.exact / Double(answerable.count) }
  /// The share of the questions without an answer that got none; 0 when there are no such questions.
  package var unanswerableAccuracy: Double {
    let rest = count - answerable.count
    return rest == 0 ? 0 : (exact - answerable.exact) / Double(rest)
  }

  package static func == (left: AnswerScores, right: AnswerScores) -> Bool {
    left.exact == right.exact && left.overlap == right.overlap && left.answerable == right.answerable
      && left.count == right.count
  }
}

/// Answers as SQuAD compares them.
package enum AnswerText {
  /// The answer in lower case without ASCII punctuation, articles and superfluous spaces.
  package static func normalized(_ answer: String) -> String { words(of: answer).joined(separator: " ") }

  /// The F1 of the words of two answers, counted with multiplicity; 1 when both are empty.
  package static func f1(_ gold: String, _ predicted: String) -> Double {
    let gold = words(of: gold)
    let predicted = words(of: predicted)
    if gold.isEmpty || predicted.isEmpty { return gold.isEmpty && predicted.isEmpty ? 1 : 0 }
    return ratio(2 * sharedCount(gold, predicted), gold.count + predicted.count)
  }

  private static let articles: Set<String> = ["a", "an", "the"]

  /// Articles are found as whole words; a letter of any script, a digit or a low line next to one makes it part of a longer word.
  private static func words(of answer: String) -> [String] {
    var text = String.UnicodeScalarView()
    for scalar in answer.lowercased().unicodeScalars where !isPunctuation(scalar) { text.append(scalar) }
    return String(text).split(whereSeparator: \.isWhitespace).compactMap { word in
      withoutArticles(word)
    }.flatMap { $0 }
  }

  /// Splits a word where an article stands between characters that are no letters (`–the–`).
  private static func withoutArticles(_ word: Substring) -> [String]? {
    var parts: [String] = []
    var current = ""
    var run = ""
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
    }
    func close() {
      if articles.contains(run) {
        if !current.isEmpty { parts.append(current) }
        current = ""
      } else {
        current += run
      }
      run = ""
    }
    for scalar in word.unicodeScalars {
      if isWord(scalar) {
        run.unicodeScalars.append(scalar)
      } else {
        close()
        current.unicodeScalars.append(scalar)
      }
    }
    close()
    if !current.isEmpty { parts.append(current) }
    return parts.isEmpty ? nil : parts
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}

/// How many elements two lists share, with multiplicity.
///
/// O(n).
func sharedCount<Element: Hashable>(_ a: [Element], _ b: [Element]) -> Int {
  var counts: [Element: Int] = [:]
  for element in a { counts[element, default: 0] += 1 }
  var shared = 0
  for element in b {
    guard let count = counts[element], count > 0 else { continue }
    counts[element] = count - 1
    shared += 1
  }
  return shared
}
