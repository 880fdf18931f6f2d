import Documents

/// A form that bends behind a verb that has taken the bending: didn't went, he can goes.
struct AuxiliaryForm: Rule {
  let description = RuleDescription(
    "grammar.auxiliary-form", "A past or third-person form behind do, did, can, must and the like",
    reason: "Behind an auxiliary verb the main verb stays as in the dictionary: the auxiliary alone says when and who.",
    examples: [
      .init("We didn't went there.", "We didn't go there."), .init("She can goes home.", "She can go home."),
      .init("Did you saw it?", "Did you see it?"),
    ])

  /// Contractions are verbs wherever they stand.
  private static let contractions = Set(
    words: "don't doesn't didn't can't couldn't won't wouldn't shouldn't mustn't cannot")
  /// Nouns too (the can, the will), so that a pronoun must stand before.
  private static let modals = Set(words: "can could should would must may might will")
  private static let questions = Set(words: "do does did don't doesn't didn't")
  private static let subjects = Set(words: "i you he she it we they who")
  /// Behind a bare modal these may begin the rest of the sentence: all we could was done.
  private static let linking = Set(words: "is was were has had does did")

  private static let bases = [WordKey: String](
    pairs: """
      went:go came:come took:take gave:give made:make knew:know told:tell said:say saw:see ate:eat bought:buy brought:bring
      caught:catch did:do drank:drink drove:drive flew:fly forgot:forget got:get grew:grow had:have heard:hear kept:keep lost:lose
      met:meet paid:pay ran:run sang:sing sat:sit sent:send slept:sleep spoke:speak spent:spend stood:stand taught:teach
      understood:understand was:be were:be won:win wrote:write became:become began:begin broke:break chose:choose threw:throw
      goes:go has:have does:do is:be wants:want knows:know likes:like needs:need makes:make takes:take gets:get gives:give
      thinks:think comes:come says:say seems:seem means:mean feels:feel finds:find tells:tell becomes:become brings:bring
      buys:buy leaves:leave starts:start works:work lives:live costs:cost opens:open closes:close eats:eat speaks:speak understands:understand writes:write believes:believe happens:happen
      """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      let word = text.words[index]
      guard let base = Self.bases[word.key], word.isSmall, text.isAfterSpace(index),
        let auxiliary = auxiliary(before: index, in: text)
      else { return nil }
      let found = text.string(word.range)
      return finding(
        word.range, "Behind “\(text.string(text.words[auxiliary].range))” it is “\(base)”, not “\(found)”", [base],
        confidence: 0.9)
    }
  }

  /// “does” two words before the noun at `index`, at the start of a question or behind what is asked for (what time does the train).
  private func question(before index: Int, in text: RuleText) -> Int? {
    guard index > 1, (index - 1...index + 1).allSatisfy(text.isAfterSpace), text.words[index].isSmall,
      Self.determiners.contains(text.words[index - 1].key), ["does", "did"].contains(text.words[index - 2].key)
    else { return nil }
    return index - 2
  }
  private static let determiners = Set(words: "the my your his her our their this that a")

  /// The auxiliary verb that governs the word at `index`.
  private func auxiliary(before index: Int, in text: RuleText) -> Int? {
    let (one, key) = (index - 1, text.words[index].key)
    if Self.contractions.contains(text.words[one].key) { return one }
    // A question: the subject stands between.
    if one == 1, text.isAfterSpace(one), Self.subjects.contains(text.words[one].key),
      Self.questions.contains(text.words[0].key)
    {
      return 0
    }
    // The same with an article and a noun: does the train leaves.
    if one == 2 || one == 4, text.bytes.last(where: { $0 > 0x20 }) == UInt8(ascii: "?"),
      let question = question(before: one, in: text)
    {
      return question
    }
    let modal = text.words[one].key == WordKey("not") && text.isAfterSpace(one) ? one - 1 : one
    guard modal > 0, Self.modals.contains(text.words[modal].key), text.isAfterSpace(modal),
      Self.subjects.contains(text.words[modal - 1].key), !Self.linking.contains(key)
    else { return nil }
    return modal
  }
}
