import Documents

/// A noun written as one word where its verb, two words, is meant: to setup.
struct PhrasalVerb: Rule {
  let description = RuleDescription(
    "grammar.phrasal-verb", "A noun such as “setup” in the place of its verb, which is two words",
    reason: "The backup, a login and their like are nouns; the verbs are to back up, to log in.",
    examples: [
      .init("You can setup a new account.", "You can set up a new account."),
      .init("Please backup your files.", "Please back up your files."),
    ])

  private static let verbs = [WordKey: String](
    pairs: """
      backup:back,up breakup:break,up checkout:check,out cleanup:clean,up login:log,in logout:log,out logon:log,on
      setup:set,up shutdown:shut,down signup:sign,up startup:start,up rollback:roll,back lookup:look,up followup:follow,up
      workout:work,out takeover:take,over pickup:pick,up makeup:make,up warmup:warm,up lineup:line,up speedup:speed,up
      slowdown:slow,down breakdown:break,down rollout:roll,out layout:lay,out buildup:build,up
      """)
  /// Behind these stands a verb.
  private static let openers = Set(
    words: "i we they can could will would should must may might don't didn't doesn't can't won't cannot please let's")
  /// Behind “to” it may be a noun, unless it has an object.
  private static let objects = Set(
    words: "the your my our their his her its a an all it this that these those everything")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      let (word, before) = (text.words[index], text.words[index - 1])
      guard word.isSmall, text.isAfterSpace(index), let verb = Self.verbs[word.key],
        ![UInt8(ascii: "-"), UInt8(ascii: "/")].contains(text.byte(word.range.upperBound)),
        Self.openers.contains(before.key)
          || before.key == "to" && text.isAfterSpace(index + 1)
            && text.key(index + 1).map(Self.objects.contains) == true
      else { return nil }
      let right = verb.replacing(",", with: " ")
      return finding(
        word.range, "The verb is “\(right)”; “\(text.string(word.range))” is a noun", [right], confidence: 0.88)
    }
  }
}
