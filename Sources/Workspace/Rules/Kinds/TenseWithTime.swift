import Documents
import Edits

/// A tense that does not go with the time the sentence names: have visited last year, am living here since 2010.
struct TenseWithTime: Rule {
  let description = RuleDescription(
    "grammar.tense-with-time", "A tense that does not go with the time that is named",
    reason:
      "What happened yesterday, last year or two days ago is told in the past (visited); what began then and goes on, with since, in the perfect (have been living).",
    examples: [
      .init("I have visited Rome last year.", "I visited Rome last year."),
      .init("I am living here since 2010.", "I have been living here since 2010."),
    ])

  private static let subjects = Set(words: "i you we they he she")
  private static let have = Set(words: "have has")
  private static let be = Set(words: "am is are")
  private static let units = Set(
    words: "year month week night summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday")
  /// How far behind the verb the time may stand.
  private static let reach = 6

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropLast(2).compactMap { index in
      guard Self.subjects.contains(text.words[index].key), text.isAfterSpace(index + 1), text.isAfterSpace(index + 2),
        text.words[index + 2].isSmall
      else { return nil }
      let helper = text.words[index + 1].key
      if Self.have.contains(helper) { return past(index, in: text) }
      return Self.be.contains(helper) ? perfect(index, in: text) : nil
    }
  }

  /// “I have visited ... last year.”
  private func past(_ subject: Int, in text: RuleText) -> SentenceFinding? {
    let verb = text.words[subject + 2]
    let word = text.string(verb.range)
    let english = Inflections.english
    guard let base = english.bases(of: word).first, english.isVerb(base), word.hasSuffix("ed"),
      english.form(.past, of: base) == word, namesPast(behind: subject + 2, in: text)
    else { return nil }
    let range = text.words[subject + 1].range.lowerBound..<verb.range.upperBound
    return finding(range, "The time is past: “\(word)” without “have”", [word], confidence: 0.87)
  }

  /// Whether the clause ends with a time that is over.
  private func namesPast(behind verb: Int, in text: RuleText) -> Bool {
    for index in verb + 1..<min(verb + 1 + Self.reach, text.words.count) {
      guard text.isAfterSpace(index) else { return false }
      let key = text.words[index].key
      if key == "since" || key == "that" || key == "which" || key == "who" || key == "and" || key == "from" {
        return false
      }
      let isLast = key == "last" && text.isAfterSpace(index + 1) && text.key(index + 1).map(Self.units.contains) == true
      let isTime = key == "yesterday" || isLast || key == "ago"
      let end = isLast ? index + 1 : index
      if isTime {
        return end + 1 == text.words.count || ",.;".utf8.contains(text.byte(text.words[end].range.upperBound))
      }
    }
    return false
  }

  /// “am living here since 2010”, mended at the helping verb.
  private func perfect(_ subject: Int, in text: RuleText) -> SentenceFinding? {
    let verb = text.words[subject + 2]
    guard text.bytes[verb.range].suffix(3).elementsEqual("ing".utf8), verb.range.count > 4,
      let since = (subject + 3..<min(subject + 3 + Self.reach, text.words.count)).first(where: {
        text.words[$0].key == "since" && text.isAfterSpace($0)
      }), since + 1 < text.words.count, isStart(since + 1, in: text)
    else { return nil }
    let helper = text.words[subject + 1]
    let right = helper.key == "is" ? "has been" : "have been"
    return finding(
      helper.range, "With “since” it is “\(right) \(text.string(verb.range))”", [right], confidence: 0.88)
  }

  /// Whether a point in time follows “since”, not a reason.
  private func isStart(_ index: Int, in text: RuleText) -> Bool {
    let word = text.words[index]
    return word.shape.contains(.hasDigit) || Self.starts.contains(word.key)
  }
  private static let starts = Set(
    words: """
      yesterday last monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
      october november december childhood morning
      """)
}
