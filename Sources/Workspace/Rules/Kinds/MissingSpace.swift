import Documents

/// Two words with a comma and no space between them.
struct MissingSpace: Rule {
  let description = RuleDescription(
    "punctuation.missing-space", "No space behind a comma or semicolon",
    reason: "A space follows the comma. Numbers, lists of code and what holds other signs are left alone.",
    examples: [.init("We came,saw and left.", "We came, saw and left.")], isSafe: true)

  func findings(in text: RuleText) -> [SentenceFinding] {
    text.words.indices.dropFirst().compactMap { index in
      let gap = text.gap(before: index)
      guard gap.count == 1, let sign = text.bytes[gap].first, sign == UInt8(ascii: ",") || sign == UInt8(ascii: ";"),
        isProse(text.words[index - 1]), isProse(text.words[index]), isAlone(index, in: text)
      else { return nil }
      let mark = String(UnicodeScalar(sign))
      return finding(gap, "A space belongs behind “\(mark)”", [mark + " "], confidence: 0.92)
    }
  }

  private func isProse(_ word: RuleWord) -> Bool {
    word.range.count > 1 && word.shape.contains(.hasSmallLetter)
      && word.shape.isDisjoint(with: [.hasDigit, .hasInnerCapital, .isLiteral])
  }

  /// Whether spaces, signs of a sentence or its ends stand on the other sides of both words, and no second such comma is near.
  private func isAlone(_ index: Int, in text: RuleText) -> Bool {
    let (before, after) = (
      text.byte(text.words[index - 1].range.lowerBound - 1), text.byte(text.words[index].range.upperBound)
    )
    return (before == 0x20 || text.words[index - 1].range.lowerBound == 0)
      && (text.words[index].range.upperBound == text.bytes.count || after == 0x20 || after == UInt8(ascii: "."))
  }
}
