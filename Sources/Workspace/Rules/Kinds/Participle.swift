import Documents

/// A past form behind have or be, where the participle belongs: have went, was wrote.
struct Participle: Rule {
  let description = RuleDescription(
    "grammar.participle", "A past form behind “have” or “be” in the place of the participle",
    reason: "Behind have, has, had and the forms of be stands the participle: have gone, was written.",
    examples: [
      .init("I have went there.", "I have gone there."), .init("It was wrote by hand.", "It was written by hand."),
    ])

  private static let participles = [WordKey: String](
    pairs: """
      went:gone came:come saw:seen did:done took:taken gave:given wrote:written ate:eaten began:begun broke:broken chose:chosen
      drank:drunk drove:driven flew:flown forgot:forgotten knew:known rode:ridden sang:sung spoke:spoken stole:stolen swam:swum
      threw:thrown wore:worn became:become ran:run shook:shaken tore:torn grew:grown drew:drawn hid:hidden froze:frozen
      """)
  /// What is done to something, so that “be” may stand before it.
  private static let passive = Set(
    words: "took gave wrote ate broke chose drove forgot knew rode sang spoke stole threw wore shook tore drew")
  private static let have = Set(words: "have has having haven't hasn't i've you've we've they've")
  private static let had = Set(words: "had hadn't i'd you'd he'd she'd we'd they'd")
  private static let be = Set(words: "is are was were be been being isn't aren't wasn't weren't")
  private static let between = Set(words: "not never already just always also ever even only")
  /// Behind these a clause may end with “had” or “was”, and another verb follows: all he had went.
  private static let relatives = Set(words: "what that all which whatever who everything how where")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      let word = text.words[index]
      guard let right = Self.participles[word.key], word.isSmall, text.isAfterSpace(index) else { return nil }
      var helper = index - 1
      if Self.between.contains(text.words[helper].key), text.isAfterSpace(helper) { helper -= 1 }
      guard helper >= 0, governs(helper, word.key, in: text) else { return nil }
      let before = text.string(text.words[helper].range)
      return finding(
        word.range, "Behind “\(before)” it is “\(right)”, not “\(text.string(word.range))”", [right], confidence: 0.9)
    }
  }

  private func governs(_ helper: Int, _ verb: WordKey, in text: RuleText) -> Bool {
    let key = text.words[helper].key
    if Self.have.contains(key) { return true }
    let isHelper = Self.had.contains(key) || Self.be.contains(key) && Self.passive.contains(verb)
    return isHelper && !text.words[..<helper].suffix(3).contains { Self.relatives.contains($0.key) }
  }
}
