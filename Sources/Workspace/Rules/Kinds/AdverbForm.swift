import Documents

/// An adjective at the end of what somebody does: She sings beautiful.
struct AdverbForm: Rule {
  let description = RuleDescription(
    "grammar.adverb", "An adjective where it says how something is done",
    reason: "What a person or thing is, an adjective says (good); how it is done, an adverb (well).",
    examples: [
      .init("She sings beautiful.", "She sings beautifully."),
      .init("He plays football very good.", "He plays football very well."),
    ])

  private static let adverbs = [WordKey: String](
    pairs: """
      good:well bad:badly beautiful:beautifully perfect:perfectly careful:carefully quick:quickly fluent:fluently easy:easily quiet:quietly
      nice:nicely correct:correctly terrible:terribly
      """)
  private static let degrees = Set(words: "very so really quite pretty too")
  private static let verbs = Set(
    words: """
      sing sings sang play plays played speak speaks spoke drive drives drove dance dances danced write writes wrote cook cooks cooked
      swim swims swam sleep sleeps slept behave behaves behaved perform performs performed
      """)
  /// What may stand between the verb and its adverb.
  private static let objects = Set(
    words:
      "football soccer tennis basketball guitar piano violin english french german spanish italian chinese the a my last night it"
  )

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      let word = text.words[index]
      guard word.isSmall, let right = Self.adverbs[word.key], text.isAfterSpace(index), isLast(index, in: text) else {
        return nil
      }
      var verb = index - 1
      if Self.degrees.contains(text.words[verb].key), text.isAfterSpace(verb) { verb -= 1 }
      while verb > 0, text.isAfterSpace(verb), Self.objects.contains(text.words[verb].key) { verb -= 1 }
      guard verb >= 0, Self.verbs.contains(text.words[verb].key), index - verb <= 4 else { return nil }
      return finding(
        word.range, "How it is done, says “\(right)”, not “\(text.string(word.range))”", [right], confidence: 0.87)
    }
  }

  private func isLast(_ index: Int, in text: RuleText) -> Bool {
    ",.;!?".utf8.contains(text.byte(text.words[index].range.upperBound)) || index + 1 == text.words.count
  }
}
