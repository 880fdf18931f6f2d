import Documents

/// A decade with an apostrophe: the 1990's.
struct Decade: Rule {
  let description = RuleDescription(
    "punctuation.decade", "An apostrophe in a decade",
    reason:
      "A decade is a plural and has no apostrophe: the 1990s. What belongs to a single year keeps it (1990's biggest hit), so only what can be no year is found.",
    examples: [
      .init("It was built in the 1980's.", "It was built in the 1980s."),
      .init("A song of the early 90's.", "A song of the early 90s."),
    ], severity: .information, isSafe: true)

  private static let openers = Set(words: "the early late mid")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      let word = text.words[index]
      guard word.shape.contains(.hasDigit), !word.shape.contains(.isLiteral),
        Self.openers.contains(text.words[index - 1].key)
      else { return nil }
      let digits = text.bytes[word.range].prefix { $0 &- 48 < 10 }
      guard digits.count == 4 || digits.count == 2, digits.last == UInt8(ascii: "0"),
        let apostrophe = apostrophe(of: digits.endIndex..<word.range.upperBound, in: text)
      else { return nil }
      let decade = text.string(word.range.lowerBound..<digits.endIndex) + "s"
      return finding(apostrophe, "The decade is written “\(decade)”", [""], confidence: 0.92)
    }
  }

  /// The apostrophe, where nothing but it and an "s" stands behind the digits.
  private func apostrophe(of rest: Range<Int>, in text: RuleText) -> Range<Int>? {
    let sign = text.string(rest).dropLast()
    guard text.byte(rest.upperBound - 1) == UInt8(ascii: "s"), sign == "'" || sign == "’" else { return nil }
    return rest.lowerBound..<rest.upperBound - 1
  }
}
