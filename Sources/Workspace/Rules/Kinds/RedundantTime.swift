import Documents

/// A part of the day that “am” or “pm” has told: 4 am in the morning.
struct RedundantTime: Rule {
  let description = RuleDescription(
    "wording.redundant-time", "A part of the day behind “am” or “pm”",
    reason: "“am” says that it is before noon, “pm” that it is after; “in the morning” says so again.",
    examples: [
      .init("We left at 4 am in the morning.", "We left at 4 am."),
      .init("Come at 7pm in the evening.", "Come at 7pm."),
    ])

  private static let parts = Set(words: "morning afternoon evening")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      guard let end = end(at: index, in: text), tellsHalf(index - 1, in: text) else { return nil }
      let range = text.words[index - 1].range.upperBound..<text.words[end].range.upperBound
      return finding(
        range, "“\(text.string(text.words[index - 1].range))” says “\(text.string(text.words[end].range))” already",
        [""],
        confidence: 0.92)
    }
  }

  /// The last word of “in the morning” or “at night” from the word `index` on.
  private func end(at index: Int, in text: RuleText) -> Int? {
    guard text.isAfterSpace(index) else { return nil }
    if text.matches([WordKey("at"), WordKey("night")], at: index) { return index + 1 }
    guard text.matches([WordKey("in"), WordKey("the")], at: index), text.isAfterSpace(index + 2),
      text.key(index + 2).map(Self.parts.contains) == true
    else { return nil }
    return index + 2
  }

  /// Whether the word is “am” or “pm” behind a number, or has both.
  private func tellsHalf(_ index: Int, in text: RuleText) -> Bool {
    let word = text.words[index]
    let spelling = text.string(word.range).lowercased()
    if word.shape.contains(.hasDigit) { return spelling.hasSuffix("am") || spelling.hasSuffix("pm") }
    return (spelling == "am" || spelling == "pm") && index > 0 && text.isAfterSpace(index)
      && text.words[index - 1].shape.contains(.hasDigit)
  }
}
