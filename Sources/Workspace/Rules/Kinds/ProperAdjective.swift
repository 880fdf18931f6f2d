import Documents

/// A language, a people or a part of the world without its capital: english.
struct ProperAdjective: Rule {
  let description = RuleDescription(
    "spelling.proper-adjective", "A language, a people or a part of the world without its capital",
    reason:
      "English writes them with a capital, adjectives too. Dishes and things that have them in their names (french fries) are left alone.",
    examples: [.init("I speak english and a little german.", "I speak English and a little German.")])

  /// No words that mean something else without the capital (polish, turkey, china).
  private static let names = Set(
    words: """
      english french german spanish italian japanese chinese russian american americans british european europeans portuguese
      korean arabic mexican brazilian canadian australian indian asian african irish scottish swedish norwegian
      finnish dutch greek hungarian ukrainian vietnamese thai egyptian iranian israeli pakistani
      europe africa asia america england germany russia spain italy australia canada mexico brazil london paris
      christmas christian christians muslim muslims buddhist jewish
      """)
  /// Behind these words the name is a kind of thing, which many write small.
  private static let things = Set(
    words:
      "fries fry windows window doors door press toast horn bread dressing horns walnut muffin muffins plaster oak setter ivy cream coffee"
  )

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.compactMap { index in
      let word = text.words[index]
      guard word.isSmall, Self.names.contains(word.key),
        index + 1 >= text.words.count || !Self.things.contains(text.words[index + 1].key),
        text.byte(word.range.lowerBound - 1) != UInt8(ascii: "-"),
        text.byte(word.range.upperBound) != UInt8(ascii: "-"),
        index == 0 || text.isAfterSpace(index) || text.byte(word.range.lowerBound - 1) == UInt8(ascii: " ")
      else { return nil }
      let found = text.string(word.range)
      let right = found.prefix(1).uppercased() + found.dropFirst()
      return finding(word.range, "“\(right)” is written with a capital", [right], confidence: 0.93)
    }
  }
}
