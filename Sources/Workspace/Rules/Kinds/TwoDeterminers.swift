import Documents

/// Two words before a noun of which only one can stand there: the my, an the.
struct TwoDeterminers: Rule {
  let description = RuleDescription(
    "grammar.two-determiners", "Two articles, or an article and a possessive, before one noun",
    reason: "A noun has one determiner: the house or my house.",
    examples: [
      .init("We went to the my house.", "We went to my house."), .init("It was an the end.", "It was the end."),
    ])

  private static let articles = Set(words: "a an the")
  private static let possessives = Set(words: "my your our their")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      let (first, second) = (text.words[index - 1], text.words[index])
      guard Self.articles.contains(first.key), first.isSmall || index == 1, second.isSmall, text.isAfterSpace(index),
        second.key != first.key, second.key == "the" || Self.possessives.contains(second.key),
        text.isAfterSpace(index + 1), text.words[index + 1].isSmall,
        text.byte(first.range.lowerBound - 1) != UInt8(ascii: "-"),
        text.byte(second.range.upperBound) != UInt8(ascii: "-")
      else { return nil }
      let range = first.range.lowerBound..<second.range.upperBound
      return finding(
        range, "One of the two is too many: “\(text.string(range))”",
        [text.adapted(text.string(second.range), to: first.range)],
        confidence: 0.9)
    }
  }
}
