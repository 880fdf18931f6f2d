import Documents

/// A verb that does not go with the pronoun before it: he have, they was.
struct PronounAgreement: Rule {
  let description = RuleDescription(
    "grammar.pronoun-agreement", "A verb that does not agree with the pronoun before it",
    reason: "He, she and it take the form with -s (has, does, wants), we, you and they the one without.",
    examples: [
      .init("She have a dog.", "She has a dog."), .init("They was late.", "They were late."),
      .init("I think he want to stay.", "I think he wants to stay."),
    ])

  private static let singular = Set(words: "he she it")
  private static let plural = Set(words: "they we you")
  private static let everyone = Set(words: "everyone everybody someone somebody nobody everything")
  /// What may stand before a subject; behind anything else (let it go, did he have, the it crowd) another word governs the verb.
  private static let openers = Set(words: "and but because so when while think believe know says said hope since or")

  /// Verbs whose past is another word; that of a demand (they insist that he go) stands behind no opener of the list.
  private static let withS = [WordKey: String](
    pairs:
      """
      have:has don't:doesn't want:wants need:needs know:knows like:likes love:loves think:thinks seem:seems mean:means feel:feels
      depend:depends contain:contains consist:consists look:looks live:lives work:works are:is
      go:goes come:comes make:makes take:takes give:gives get:gets say:says tell:tells speak:speaks eat:eats drink:drinks play:plays
      do:does write:writes drive:drives sleep:sleeps buy:buys sell:sells pay:pays study:studies teach:teaches learn:learns watch:watches
      hear:hears see:sees find:finds keep:keeps bring:brings use:uses try:tries ask:asks call:calls become:becomes begin:begins
      start:starts stop:stops walk:walks talk:talks swim:swims sing:sings dance:dances wear:wears enjoy:enjoys hate:hates prefer:prefers
      believe:believes understand:understands remember:remembers forget:forgets spend:spends send:sends meet:meets help:helps
      happen:happens belong:belongs exist:exists cook:cooks clean:cleans travel:travels smile:smiles laugh:laughs cry:cries
      """)
  private static let withoutS = [WordKey: String](
    pairs:
      """
      was:were is:are has:have does:do doesn't:don't wants:want needs:need knows:know likes:like loves:love thinks:think seems:seem
      feels:feel lives:live goes:go comes:come makes:make takes:take gives:give gets:get says:say tells:tell speaks:speak eats:eat
      plays:play buys:buy studies:study finds:find uses:use tries:try becomes:become enjoys:enjoy hates:hate prefers:prefer
      believes:believe understands:understand remembers:remember spends:spend wasn't:weren't isn't:aren't hasn't:haven't
      """)
  private static let ofEveryone = [WordKey: String](
    pairs:
      "have:has are:is were:was know:knows want:wants need:needs like:likes think:thinks")

  func findings(in text: RuleText) -> [SentenceFinding] {
    let found = text.words.indices.dropFirst().compactMap { index -> SentenceFinding? in
      let (subject, verb) = (text.words[index - 1], text.words[index])
      guard verb.isSmall, text.isAfterSpace(index), isSubject(index - 1, in: text),
        let right = right(subject.key, verb.key)
      else { return nil }
      let (left, found) = (text.string(subject.range), text.string(verb.range))
      return finding(verb.range, "It is “\(left) \(right)”, not “\(left) \(found)”", [right], confidence: 0.88)
    }
    return found.isEmpty || isSpeech(text) ? [] : found
  }

  /// Whether a quotation mark stands in the sentence: what somebody says in a story is left as it is said.
  private func isSpeech(_ text: RuleText) -> Bool {
    text.string(0..<text.bytes.count).unicodeScalars.contains { "\"“”‘".unicodeScalars.contains($0) }
  }

  private func right(_ subject: WordKey, _ verb: WordKey) -> String? {
    if Self.singular.contains(subject) { return Self.withS[verb] }
    if Self.plural.contains(subject) { return Self.withoutS[verb] }
    if Self.everyone.contains(subject) { return Self.ofEveryone[verb] }
    return nil
  }

  /// Whether the pronoun begins a clause.
  private func isSubject(_ index: Int, in text: RuleText) -> Bool {
    guard index > 0 else { return true }
    let before = text.words[index - 1].key
    guard text.isAfterSpace(index), Self.openers.contains(before) else { return false }
    // “and” and “or” may make the pronoun part of a longer subject: you and he have.
    return !(before == "and" || before == "or") || index > 1 && !Self.pronouns.contains(text.words[index - 2].key)
  }
  private static let pronouns = Set(words: "i you he she me him her us them we they it")
}
