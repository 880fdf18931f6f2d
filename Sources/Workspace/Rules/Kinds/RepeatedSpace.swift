import Documents

/// More than one space between two words.
struct RepeatedSpace: Rule {
  let description = RuleDescription(
    "punctuation.repeated-space", "More than one space between words",
    reason: "One space parts words. Two behind a sentence, columns and wider gaps are left alone.",
    examples: [.init("One  word.", "One word.")], severity: .information, isSafe: true)

  func findings(in text: RuleText) -> [SentenceFinding] {
    var gaps: [Range<Int>] = []
    var wide = 0
    for index in text.words.indices.dropFirst() {
      let gap = text.gap(before: index)
      guard gap.count > 1, text.isAfterSpace(index), !text.bytes[gap].contains(0x0A) else { continue }
      if gap.count == 2 { gaps.append(gap) } else { wide += 1 }
    }
    // Several gaps, or wide ones: something is set in columns.
    guard wide == 0, gaps.count <= 2 else { return [] }
    return gaps.map { finding($0, "Two spaces between words", [" "]) }
  }
}
