/// Finds the brackets and quotation marks of a sentence that take part in pairs.
struct MarkScanner {
  let text: [UInt8]
  let literals: [Range<Int>]

  /// In the order of the text.
  func marks() -> [UnpairedMarks.Mark] {
    var found: [UnpairedMarks.Mark] = []
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte == 0xE2, at + 2 < text.count, text[at + 1] == 0x80, text[at + 2] == 0x9C || text[at + 2] == 0x9D {
        add(text[at + 2] == 0x9C ? .openQuote : .closeQuote, at..<at + 3, to: &found)
        at += 3
        continue
      }
      if let sign = sign(byte, at), !isIgnored(sign, at) { add(sign, at..<at + 1, to: &found) }
      at += 1
    }
    return found
  }

  private func add(_ sign: UnpairedMarks.Sign, _ range: Range<Int>, to found: inout [UnpairedMarks.Mark]) {
    if literals.contains(where: { $0.contains(range.lowerBound) }) { return }
    found.append(UnpairedMarks.Mark(range: range, sign: sign))
  }

  private func sign(_ byte: UInt8, _ at: Int) -> UnpairedMarks.Sign? {
    switch byte {
    case UInt8(ascii: "("): .openRound
    case UInt8(ascii: ")"): .closeRound
    case UInt8(ascii: "["): .openSquare
    case UInt8(ascii: "]"): .closeSquare
    case UInt8(ascii: "{"): .openCurly
    case UInt8(ascii: "}"): .closeCurly
    case UInt8(ascii: "\""): straight(at)
    default: nil
    }
  }

  /// A straight mark opens before a word and closes behind one; where both could be, it takes no part.
  private func straight(_ at: Int) -> UnpairedMarks.Sign? {
    let (before, after) = (byte(at - 1), byte(at + 1))
    let opens = before <= 0x20 || "([—-".utf8.contains(before) || before == 0x94
    let closes = after <= 0x20 || ".,;:!?)]-".utf8.contains(after)
    // An inch mark: 5".
    if before &- 48 < 10 { return nil }
    return opens == closes ? nil : opens ? .openStraight : .closeStraight
  }

  /// Smileys, escapes, brackets that are spoken of, and the bracket behind the letter or number of an enumeration.
  private func isIgnored(_ sign: UnpairedMarks.Sign, _ at: Int) -> Bool {
    if sign.isQuote { return false }
    let before = byte(at - 1)
    if before == UInt8(ascii: "\\") { return true }
    if before <= 0x20, byte(at + 1) <= 0x20, sign != .openRound, sign != .closeRound { return true }
    let isSmiley = "=;:".utf8.contains(before) || before == UInt8(ascii: "-") && ":;=8".utf8.contains(byte(at - 2))
    if isSmiley { return sign != .closeRound || !isOpen(before: at) }
    return sign == .closeRound && isEnumeration(at)
  }

  /// Whether one to four letters or digits stand between the bracket and a space: "a)", "12)", "viii)".
  private func isEnumeration(_ at: Int) -> Bool {
    var start = at
    while start > 0, at - start < 5, isLetterOrDigit(text[start - 1]) { start -= 1 }
    guard start < at, at - start < 5 else { return false }
    let before = byte(start - 1)
    guard start == 0 || before <= 0x20 else { return false }
    let isShort = at - start == 1 || text[start..<at].allSatisfy { $0 &- 48 < 10 || "ivx".utf8.contains($0) }
    return isShort && !isOpen(before: start)
  }

  /// Whether a round bracket is open before `end`: then "b)" closes it.
  private func isOpen(before end: Int) -> Bool {
    var depth = 0
    for byte in text[..<end] {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
    }
    return depth > 0
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 || byte &- 48 < 10 }

  private func byte(_ at: Int) -> UInt8 { text.indices.contains(at) ? text[at] : 0 }
}
