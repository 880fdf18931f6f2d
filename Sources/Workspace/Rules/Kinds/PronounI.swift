import Documents

/// The pronoun “I” written small.
struct PronounI: Rule {
  let description = RuleDescription(
    "grammar.pronoun-i", "The pronoun “I” is always a capital",
    reason: "Whatever stands before it, “I” and its short forms (I'm, I've, I'd, I'll) are written with a capital.",
    examples: [.init("Yesterday i was ill, but i'm well now.", "Yesterday I was ill, but I'm well now.")], isSafe: true)

  private static let shortForms = Set(words: "i'm i've i'd i'll i'd've")
  /// Verbs and adverbs that follow the pronoun and hardly ever a variable.
  private static let verbs = Set(
    words: """
      am was have had think thought know knew want wanted like love need don't didn't do did can't couldn't wouldn't won't feel felt guess hope hoped believe see saw said say tell told went go
      got get never always really just also still tried try wonder wish use used mean meant agree remember forgot understand
      """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.compactMap { index in
      let word = text.words[index]
      guard word.isSmall, text.byte(word.range.lowerBound) == UInt8(ascii: "i") else { return nil }
      let isPronoun =
        Self.shortForms.contains(word.key)
        || word.range.count == 1 && isFree(index, in: text) && text.isAfterSpace(index + 1)
          && Self.verbs.contains(text.words[index + 1].key)
      guard isPronoun else { return nil }
      return finding(
        word.range, "The pronoun “I” is written with a capital",
        ["I" + text.string(word.range).dropFirst()])
    }
  }

  /// Whether space or the start of the sentence stands before the word, not a bracket or a sign of code.
  private func isFree(_ index: Int, in text: RuleText) -> Bool {
    let before = text.byte(text.words[index].range.lowerBound - 1)
    return text.words[index].range.lowerBound == 0 || before == 0x20 || before == 0x22
  }
}
