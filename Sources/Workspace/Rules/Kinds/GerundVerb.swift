import Documents
import Edits

/// “to” and a verb behind one that takes the form in -ing: enjoy to read.
struct GerundVerb: Rule {
  let description = RuleDescription(
    "grammar.gerund", "“to” behind a verb that takes the form in -ing",
    reason:
      "One wants to read, but one enjoys reading; after enjoy, avoid, suggest and their like stands the form in -ing.",
    examples: [
      .init("I enjoy to read books.", "I enjoy reading books."),
      .init("We suggest to use the other door.", "We suggest using the other door."),
    ])

  private static let verbs = Set(
    words: """
      enjoy enjoys enjoyed enjoying avoid avoids avoided dislike dislikes disliked suggest suggests suggested recommend recommends
      recommended
      """)
  /// What is suggested or recommended may be followed by what it is for.
  private static let auxiliaries = Set(words: "is are was were been be being it's that's i'm we're they're he's she's")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropLast(2).compactMap { index in
      let (to, verb) = (text.words[index + 1], text.words[index + 2])
      guard Self.verbs.contains(text.words[index].key), to.key == "to", verb.isSmall, text.isAfterSpace(index + 1),
        text.isAfterSpace(index + 2), index == 0 || !Self.auxiliaries.contains(text.words[index - 1].key)
      else { return nil }
      let word = text.string(verb.range)
      guard Inflections.english.isVerb(word), word != "be", let right = Inflections.english.form(.gerund, of: word)
      else {
        return nil
      }
      let governor = text.string(text.words[index].range)
      return finding(
        to.range.lowerBound..<verb.range.upperBound, "Behind “\(governor)” it is “\(right)”", [right], confidence: 0.88)
    }
  }
}
