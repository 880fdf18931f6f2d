import Documents

/// A comma, semicolon or colon twice, two full stops, or two signs that exclude each other.
struct RepeatedPunctuation: Rule {
  let description = RuleDescription(
    "punctuation.repeated", "The same sign twice, or two that do not go together",
    reason:
      "One comma is enough; an ellipsis has three dots. Several question and exclamation marks are a matter of taste and left alone.",
    examples: [.init("First,, we eat.", "First, we eat."), .init("It is late,.", "It is late.")], isSafe: true)

  func findings(in text: RuleText) -> [SentenceFinding] {
    let bytes = text.bytes
    guard bytes.count > 2 else { return [] }
    return (1..<bytes.count - 1).compactMap { at in
      guard bytes[at] < 0x40, isLetter(bytes[at - 1]), isLetterOrEnd(at + 2, in: text), !text.isLiteral(at),
        let right = right(bytes[at], bytes[at + 1])
      else { return nil }
      let pair = text.string(at..<at + 2)
      return finding(at..<at + 2, "“\(pair)” where one sign is enough", right, confidence: 0.92)
    }
  }

  /// What should stand in the place of two signs; nil when both may.
  private func right(_ first: UInt8, _ second: UInt8) -> [String]? {
    switch (first, second) {
    case (0x2C, 0x2C), (0x3B, 0x3B): [String(UnicodeScalar(first))]
    case (0x2C, 0x2E), (0x3B, 0x2E): ["."]
    case (0x2C, 0x3B), (0x3B, 0x2C), (0x3A, 0x3B), (0x3B, 0x3A):
      [String(UnicodeScalar(first)), String(UnicodeScalar(second))]
    case (0x2E, 0x2E): [".", "..."]
    default: nil
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 }

  /// Not a third sign: a space, or the end of the sentence.
  private func isLetterOrEnd(_ at: Int, in text: RuleText) -> Bool { at >= text.bytes.count || text.bytes[at] == 0x20 }
}
