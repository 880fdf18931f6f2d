package import Datasets
import Tensors

/// Questions put to passages of other questions, which do not answer them.
///
/// Where every question of the data has an answer, nothing teaches a head that some have none. Of several passages drawn at random the one is taken that
/// shares the most words with the question: a passage about something else altogether would be too easy to refuse.
package struct ForeignPassages {
  private let examples: [SpanExample]
  /// The passages in the order in which they first occur, without repetition.
  private let passages: [Passage]
  /// The passage of each example.
  private let passageOf: [Int]

  /// A passage with what decides whether it may be put to a question.
  private struct Passage {
    let text: String
    let folded: [UInt8]
    let words: Set<UInt64>
    var questions: Set<[UInt8]> = []
  }

  /// How many passages are drawn for a question.
  private static let draws = 16

  /// Looks through the examples of one file, O(text).
  package init(_ examples: [SpanExample]) {
    self.examples = examples
    var passages: [Passage] = []
    var known: [String: Int] = [:]
    passageOf = examples.map { example in
      let index = known[example.context] ?? passages.count
      if index == passages.count {
        known[example.context] = index
        let folded = Self.folded(example.context)
        passages.append(Passage(text: example.context, folded: folded, words: Self.words(folded)))
      }
      passages[index].questions.insert(Self.folded(example.question))
      return index
    }
    self.passages = passages
  }

  /// So many unanswerable examples, a share of the answerable ones; fewer where no passage fits.
  ///
  /// A passage fits when neither it holds an answer's text nor anybody asks the same question about it. Equal seeds give equal pairs.
  package func pairs(share: Double, seed: UInt64) -> [SpanExample] {
    var random = SeededGenerator(seed)
    let asked = examples.indices.filter { !examples[$0].isImpossible }.shuffled(using: &random)
    guard !asked.isEmpty else { return [] }
    return (0..<Int(share * Double(asked.count))).compactMap { number in
      let index = asked[number % asked.count]
      guard let passage = passage(for: index, &random) else { return nil }
      let example = examples[index]
      return SpanExample(
        id: "\(example.id)+none\(number)", question: example.question, context: passage, answers: [], spans: [])
    }
  }

  private func passage(for index: Int, _ random: inout SeededGenerator) -> String? {
    let example = examples[index]
    let question = Self.folded(example.question)
    let words = Self.words(question)
    let answers = example.answers.map(Self.folded)
    var best: (passage: Int, shared: Int)?
    for _ in 0..<Self.draws {
      let drawn = Int.random(in: passages.indices, using: &random)
      let passage = passages[drawn]
      guard drawn != passageOf[index], !passage.questions.contains(question) else { continue }
      let shared = words.count { passage.words.contains($0) }
      guard shared > best?.shared ?? -1, !answers.contains(where: { Self.contains(passage.folded, $0) }) else {
        continue
      }
      best = (drawn, shared)
    }
    return best.map { passages[$0.passage].text }
  }

  // MARK: Texts

  /// The bytes with ASCII letters in lower case.
  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }

  /// Hashes of the words of at least four letters; shorter ones say little about the matter.
  private static func words(_ folded: [UInt8]) -> Set<UInt64> {
    var words: Set<UInt64> = []
    for word in folded.split(whereSeparator: { !isLetter($0) }) where word.count > 3 {
      // FNV-1a.
      words.insert(word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte >= 0x80
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return part.isEmpty }
    var start = 0
    while start <= text.count - part.count {
      if text[start] == first, text[start..<start + part.count].elementsEqual(part) { return true }
      start += 1
    }
    return false
  }
}
