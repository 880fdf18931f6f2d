import Documents

/// A space behind an opening bracket or before a closing one.
struct SpaceInBrackets: Rule {
  let description = RuleDescription(
    "punctuation.space-in-brackets", "A space inside brackets",
    reason: "Brackets stand close to what they hold.",
    examples: [.init("We left ( at last ).", "We left (at last).")], isSafe: true)

  func findings(in text: RuleText) -> [SentenceFinding] {
    let bytes = text.bytes
    guard bytes.count > 3 else { return [] }
    return (1..<bytes.count - 1).compactMap { at in
      guard bytes[at] == 0x20, !text.isLiteral(at - 1), !text.isLiteral(at + 1) else { return nil }
      if bytes[at - 1] == UInt8(ascii: "("), isLetter(bytes[at + 1]), at < 2 || bytes[at - 2] == 0x20 {
        return finding(at - 1..<at + 1, "No space behind “(”", ["("], confidence: 0.92)
      }
      let isEnd = at + 2 >= bytes.count || " ,.;:!?".utf8.contains(bytes[at + 2])
      if bytes[at + 1] == UInt8(ascii: ")"), isLetter(bytes[at - 1]), isEnd,
        let open = bytes[..<at].lastIndex(of: UInt8(ascii: "(")),
        open == 0 || bytes[open - 1] == 0x20
      {
        return finding(at..<at + 2, "No space before “)”", [")"], confidence: 0.92)
      }
      return nil
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 || byte &- 48 < 10 }
}
