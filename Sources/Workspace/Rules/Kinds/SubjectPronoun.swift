import Documents

/// An object's pronoun that begins a sentence with another person: Me and him went.
struct SubjectPronoun: Rule {
  let description = RuleDescription(
    "grammar.subject-pronoun", "“me and” at the start of a sentence that tells what both do",
    reason: "Who does something is I, he, she, we or they, and one names oneself last: he and I went.",
    examples: [
      .init("Me and him went home.", "He and I went home."), .init("Me and Anna were late.", "Anna and I were late."),
    ])

  private static let pronouns = [WordKey: String](pairs: "him:he her:she them:they")
  private static let owners = Set(words: "my our the")
  private static let verbs = Set(
    words: """
      are were have had do did went go will would can could want like love live work play came saw got made took met know think need used
      decided
      """)

  func findings(in text: RuleText) -> [SentenceFinding] {
    guard text.matches([WordKey("me"), WordKey("and")], at: 0), text.words.count > 3 else { return [] }
    let last = Self.owners.contains(text.words[2].key) ? 3 : 2
    guard last + 1 < text.words.count, (2...last + 1).allSatisfy(text.isAfterSpace), isVerb(last + 1, in: text) else {
      return []
    }
    let other = text.words[2].range.lowerBound..<text.words[last].range.upperBound
    let range = text.words[0].range.lowerBound..<other.upperBound
    let subject = Self.pronouns[text.words[2].key] ?? text.string(other)
    let right = subject.prefix(1).uppercased() + subject.dropFirst() + " and I"
    return [finding(range, "Who does it is “\(right)”", [right], confidence: 0.88)]
  }

  private func isVerb(_ index: Int, in text: RuleText) -> Bool {
    let word = text.words[index]
    return word.isSmall
      && (Self.verbs.contains(word.key)
        || word.range.count > 4 && text.bytes[word.range].suffix(2).elementsEqual("ed".utf8))
  }
}
