import Documents

/// The verb “affect” and the noun “effect”, taken for one another.
struct AffectEffect: Rule {
  let description = RuleDescription(
    "grammar.affect-effect", "“effect” as a verb where “affect” is meant, “affect” as a noun",
    reason:
      "To affect something is to change it; an effect is what comes of it. To effect a change, which is to bring it about, is left alone.",
    examples: [
      .init("It can negatively effect your sleep.", "It can negatively affect your sleep."),
      .init("This will effect all users.", "This will affect all users."),
      .init("It had no affect.", "It had no effect."),
    ])

  private static let verbs = [WordKey: String](
    pairs: "effect:affect effects:affects effected:affected effecting:affecting")
  private static let nouns = [WordKey: String](pairs: "affect:effect affects:effects")
  private static let adverbs = Set(
    words: """
      negatively positively adversely severely drastically directly indirectly badly constantly immediately strongly greatly
      seriously significantly heavily profoundly deeply
      """)
  private static let modals = Set(
    words:
      "can could may might will would should cannot can't don't doesn't didn't won't wouldn't shouldn't couldn't not")
  /// What one brings about.
  private static let broughtAbout = Set(
    words: "change changes a an such this these any some reform reforms improvement improvements transfer and or of on")
  private static let determiners = Set(words: "no little great desired opposite same adverse profound significant")
  private static let objects = Set(words: "the my your his her its our their us me him them you how it all")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      let word = text.words[index]
      guard word.isSmall, text.isAfterSpace(index), let right = verb(at: index, in: text) ?? noun(at: index, in: text)
      else { return nil }
      return finding(
        word.range, "Here it is “\(right)”, not “\(text.string(word.range))”", [right], confidence: 0.9)
    }
  }

  private func verb(at index: Int, in text: RuleText) -> String? {
    guard let right = Self.verbs[text.words[index].key], let next = text.key(index + 1), text.isAfterSpace(index + 1)
    else { return nil }
    let before = text.words[index - 1].key
    let asksForVerb = Self.adverbs.contains(before) || Self.modals.contains(before)
    return asksForVerb && !Self.broughtAbout.contains(next) ? right : nil
  }

  /// A noun has no object behind it.
  private func noun(at index: Int, in text: RuleText) -> String? {
    guard let right = Self.nouns[text.words[index].key], Self.determiners.contains(text.words[index - 1].key),
      text.key(index + 1).map({ !Self.objects.contains($0) }) ?? true
    else { return nil }
    return right
  }
}
