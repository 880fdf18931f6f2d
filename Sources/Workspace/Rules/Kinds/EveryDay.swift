import Documents

/// “everyday” is a kind of thing, “every day” says when.
struct EveryDay: Rule {
  let description = RuleDescription(
    "grammar.every-day", "“everyday” where it says when, “every day” before a noun",
    reason: "An everyday thing is an ordinary one; what happens each day happens every day.",
    examples: [
      .init("We go there everyday.", "We go there every day."),
      .init("It is an every day thing.", "It is an everyday thing."),
    ])

  private static let followers = Set(
    words: "i we you he she they and but because when since for at in is at with to until after before so if while")
  private static let determiners = Set(words: "a an my your his her our their its")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.compactMap { index in
      let word = text.words[index]
      if word.key == "everyday", saysWhen(index, in: text) {
        let right = text.adapted("every day", to: word.range)
        return finding(word.range, "“every day” says when, “everyday” what kind", [right], confidence: 0.9)
      }
      guard index > 0, text.matches([WordKey("every"), WordKey("day")], at: index), text.isAfterSpace(index),
        Self.determiners.contains(text.words[index - 1].key), text.isAfterSpace(index + 2)
      else { return nil }
      let range = word.range.lowerBound..<text.words[index + 1].range.upperBound
      return finding(range, "What kind of thing it is, is one word: “everyday”", ["everyday"], confidence: 0.9)
    }
  }

  private func saysWhen(_ index: Int, in text: RuleText) -> Bool {
    // Behind “the” or “of” it is what kind of thing, and the thing is left out.
    guard index > 0, text.isAfterSpace(index), let before = text.key(index - 1), !Self.articles.contains(before) else {
      return false
    }
    guard let next = text.key(index + 1) else { return index + 1 == text.words.count }
    return text.isAfterSpace(index + 1)
      ? Self.followers.contains(next) : ",.;:!?".utf8.contains(text.byte(text.words[index].range.upperBound))
  }
  private static let articles = Set(
    words: "the of an a and or more most very so as is was")
}
