import Documents

/// A comparative or superlative made twice: more better.
struct DoubleDegree: Rule {
  let description = RuleDescription(
    "grammar.double-degree", "“more” or “most” before a word that already compares",
    reason: "“better” says “more good” by itself; another “more” is one too many.",
    examples: [.init("This is more easier.", "This is easier.")])

  private static let comparatives = Set(
    words: """
      better worse easier harder faster slower bigger smaller larger higher lower stronger weaker cheaper cleaner clearer simpler
      quicker safer smarter happier older younger longer shorter brighter darker taller wider deeper richer healthier busier
      """)
  private static let superlatives = Set(
    words:
      "best worst easiest hardest fastest biggest smallest largest highest lowest strongest cheapest simplest oldest happiest"
  )

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropLast().compactMap { index in
      let next = text.words[index + 1]
      guard text.isAfterSpace(index + 1), text.byte(next.range.upperBound) != UInt8(ascii: "-"), next.isSmall,
        text.key(index) == "more" && Self.comparatives.contains(next.key)
          || text.key(index) == "most" && Self.superlatives.contains(next.key)
      else { return nil }
      // "no more, better", "any more easier" are rare; "the more easier" is the mistake. "once more higher" is not.
      if let before = text.key(index - 1), before == "once" || before == "no" { return nil }
      // "more higher education" means more of it.
      if next.key == "higher", text.key(index + 2) == "education" || text.key(index + 2) == "quality" { return nil }
      let range = text.words[index].range.lowerBound..<next.range.upperBound
      let word = text.string(next.range)
      return finding(
        range, "“\(word)” already compares, without “\(text.string(text.words[index].range))”",
        [text.adapted(word, to: range)], confidence: 0.9)
    }
  }
}
