import Documents

/// A space before a comma or another sign that belongs to the word before it.
struct SpaceBefore: Rule {
  let description = RuleDescription(
    "punctuation.space-before", "A space before a comma, full stop, colon, semicolon, question or exclamation mark",
    reason:
      "These signs stand right behind the word. Smileys, file names and languages with other habits are left alone.",
    examples: [.init("Well , we are here .", "Well, we are here.")], isSafe: true)

  func findings(in text: RuleText) -> [SentenceFinding] {
    let bytes = text.bytes
    guard bytes.count > 2 else { return [] }
    return (1..<bytes.count - 1).compactMap { at in
      guard bytes[at] == 0x20, bytes[at + 1] < 0x40, ",.;:!?".utf8.contains(bytes[at + 1]), isWordEnd(bytes[at - 1]),
        endsHere(at + 2, in: text), !text.isLiteral(at + 1)
      else { return nil }
      let sign = String(UnicodeScalar(bytes[at + 1]))
      return finding(at..<at + 2, "No space before “\(sign)”", [sign])
    }
  }

  /// Letters and closing brackets, not digits: "5 : 3", ".5".
  private func isWordEnd(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 || byte == UInt8(ascii: ")") }

  /// Whether a space or the end of the sentence follows the sign.
  private func endsHere(_ at: Int, in text: RuleText) -> Bool { at >= text.bytes.count || text.bytes[at] == 0x20 }
}
