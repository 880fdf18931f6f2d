import Documents

/// The order of a statement in a question, or that of a question within a statement: Where you are going? I know what is his name.
struct QuestionOrder: Rule {
  let description = RuleDescription(
    "grammar.question-order", "Subject and verb in the wrong order in a question, or in one that is told",
    reason:
      "A question puts the verb first (where are you), a question within a sentence puts it last (I know where you are).",
    examples: [
      .init("Where you are going?", "Where are you going?"),
      .init("I don't know what is his name.", "I don't know what his name is."),
      .init("Tell me where is she.", "Tell me where she is."),
    ])

  private static let asking = Set(words: "where what why how when who")
  private static let subjects = Set(words: "you he she it we they i")
  private static let auxiliaries = Set(words: "is are was were am can will should could would have has")
  private static let be = Set(words: "is are was were")
  private static let telling = Set(
    words:
      "know knows knew understand understands remember remembers remembered wonder wonders wondering wondered forgot guess explain"
  )
  private static let listeners = Set(words: "me him her us them")
  private static let tells = Set(words: "tell tells told ask asks asked show shows showed")
  private static let owners = Set(words: "my your his her its our their")

  func findings(in text: RuleText) -> [SentenceFinding] {
    guard text.words.count > 2 else { return [] }
    return [question(in: text)].compactMap(\.self)
      + text.words.indices.dropFirst().compactMap { told(at: $0, in: text) }
  }

  /// “Where you are ...?” at the start of a question.
  private func question(in text: RuleText) -> SentenceFinding? {
    guard text.bytes.last(where: { $0 > 0x20 }) == UInt8(ascii: "?"), text.isAfterSpace(1), text.isAfterSpace(2),
      Self.asking.contains(text.words[0].key), Self.subjects.contains(text.words[1].key),
      Self.auxiliaries.contains(text.words[2].key),
      // What you are saying is wrong?
      !text.words.dropFirst(3).contains(where: { Self.auxiliaries.contains($0.key) || $0.key == "do" })
    else { return nil }
    return swapped(text.words[1].range, text.words[2].range, in: text)
  }

  /// “know what is his name”: the word that asks stands at `index`.
  private func told(at index: Int, in text: RuleText) -> SentenceFinding? {
    let words = text.words
    guard Self.asking.contains(words[index].key), isTold(index, in: text), index + 2 < words.count,
      (index..<index + 3).allSatisfy(text.isAfterSpace), Self.be.contains(words[index + 1].key)
    else { return nil }
    var last = index + 2
    if Self.owners.contains(words[last].key), text.isAfterSpace(last + 1) {
      last += 1
    } else if !Self.subjects.contains(words[last].key) {
      return nil
    }
    // Behind the subject the sentence ends, or something else would be what it is.
    let end = text.byte(words[last].range.upperBound)
    guard last + 1 == words.count || ",.;".utf8.contains(end) else { return nil }
    return swapped(
      words[index + 1].range, words[index + 2].range.lowerBound..<words[last].range.upperBound, in: text)
  }

  /// Whether somebody knows or tells what is asked.
  private func isTold(_ index: Int, in text: RuleText) -> Bool {
    guard index > 0, text.bytes.last(where: { $0 > 0x20 }) != UInt8(ascii: "?") else { return false }
    let before = text.words[index - 1].key
    if Self.telling.contains(before) { return true }
    return index > 1 && Self.listeners.contains(before) && Self.tells.contains(text.words[index - 2].key)
  }

  private func swapped(_ first: Range<Int>, _ second: Range<Int>, in text: RuleText) -> SentenceFinding {
    let range = first.lowerBound..<second.upperBound
    let right = "\(text.string(second)) \(text.string(first))"
    return finding(range, "Here the order is “\(right)”", [right], confidence: 0.88)
  }
}
