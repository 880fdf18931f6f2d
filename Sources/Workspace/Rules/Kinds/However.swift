import Documents

/// Two sentences that “however” links with a comma: it was late, however we stayed.
struct However: Rule {
  let description = RuleDescription(
    "punctuation.however", "“however” between two sentences with a comma before it and none behind",
    reason: "“However” links no clauses: a semicolon or a full stop parts them, and a comma follows it.",
    examples: [.init("It was late, however we stayed.", "It was late; however, we stayed.")], severity: .information)

  private static let subjects = Set(
    words: "i you he she it we they there this these those the my our your his her their")

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst(2).compactMap { index in
      let (word, before) = (text.words[index], text.words[index - 1])
      guard word.key == "however", text.isAfterSpace(index + 1),
        text.key(index + 1).map(Self.subjects.contains) == true,
        text.string(before.range.upperBound..<word.range.lowerBound) == ", "
      else { return nil }
      return finding(
        before.range.upperBound..<word.range.upperBound, "A semicolon parts what “however” links", ["; however,"],
        confidence: 0.85)
    }
  }
}
