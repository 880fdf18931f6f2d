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
    if sign == .openSquare || sign == .closeSquare, mentionsSquares { return true }
    if isSmiley(sign, at) { return true }
    return sign == .closeRound && isEnumeration(at)
  }

  /// Whether the bracket is a mouth: ":)", ";-(", ":')", "(:"; not in "(so:)" and "so:(and so)".
  private func isSmiley(_ sign: UnpairedMarks.Sign, _ at: Int) -> Bool {
    let (before, after) = (byte(at - 1), byte(at + 1))
    let hasEyes = "=;:".utf8.contains(before) || "-'^".utf8.contains(before) && ":;=8xX".utf8.contains(byte(at - 2))
    switch sign {
    case .closeRound, .closeSquare: return hasEyes && !isOpen(before: at)
    default: return hasEyes && !isLetterOrDigit(after) || "=;:".utf8.contains(after) && byte(at + 2) <= 0x20
    }
  }

  /// Whether the number or letter of an item stands before the bracket: "a)", "12)", "viii)", "1a)", "2.)".
  private func isEnumeration(_ at: Int) -> Bool {
    let end = byte(at - 1) == UInt8(ascii: ".") ? at - 1 : at
    var start = end
    while start > 0, end - start < 5, isLetterOrDigit(text[start - 1]) { start -= 1 }
    guard start < end, end - start < 5, start == 0 || byte(start - 1) <= 0x20, !isOpen(before: start) else {
      return false
    }
    let item = text[start..<end]
    let isRoman = item.allSatisfy { "ivx".utf8.contains($0) } || item.allSatisfy { "IVX".utf8.contains($0) }
    return item.count == 1 || isRoman || item.contains { $0 &- 48 < 10 }
  }

  /// Whether a bracket is open before `end`: then "b)" closes it, "(a or b)", "[a, b)".
  private func isOpen(before end: Int) -> Bool {
    var depth = 0
    for byte in text[..<end] {
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth = max(0, depth - 1) }
    }
    return depth > 0
  }

  /// Whether the sentence speaks of a square bracket as such, which then stands between spaces.
  private var mentionsSquares: Bool {
    text.indices.contains {
      (text[$0] == UInt8(ascii: "[") || text[$0] == UInt8(ascii: "]")) && byte($0 - 1) <= 0x20 && byte($0 + 1) <= 0x20
    }
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 || byte &- 48 < 10 }

  private func byte(_ at: Int) -> UInt8 { text.indices.contains(at) ? text[at] : 0 }
}
