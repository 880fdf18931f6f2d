/// Finds formulas between dollars and hides what is in them, so that md4c sees neither emphasis nor lists there.
///
/// The rules are those of Pandoc's `tex_math_dollars`, on one line: the opening dollar has no space behind it, the closing
/// one none before it and no digit after it. Between `$$` a formula may go on until a blank line.
struct FormulaMask {
  private var bytes: UnsafeMutableBufferPointer<UInt8>
  private(set) var formulas: [Range<Int>] = []

  /// Masks `bytes` in place: what lies in a formula becomes the letter `x`, byte by byte; white space stays.
  ///
  /// - Returns: The formulas with their dollars, in order.
  static func apply(to bytes: UnsafeMutableBufferPointer<UInt8>) -> [Range<Int>] {
    guard bytes.contains(0x24) else { return [] }
    var mask = FormulaMask(bytes: bytes)
    var index = 0
    while index < bytes.count { index = mask.step(at: index) }
    return mask.formulas
  }

  private init(bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

  /// Reads what is at `index`; where to go on.
  private mutating func step(at index: Int) -> Int {
    switch bytes[index] {
    case 0x5C: return index + 2
    case 0x60: return codeSpanEnd(at: index)
    case 0x24:
      let width = index + 1 < bytes.count && bytes[index + 1] == 0x24 ? 2 : 1
      let end = width == 2 ? displayEnd(at: index) : inlineEnd(at: index)
      guard let end else { return index + width }
      hide(index + width..<end - width, line: index)
      formulas.append(index..<end)
      return end
    default: return index + 1
    }
  }

  /// Behind a code span, or behind its backticks when it is not closed in its paragraph.
  private func codeSpanEnd(at start: Int) -> Int {
    let width = bytes[start...].prefix { $0 == 0x60 }.count
    var index = start + width
    while index < bytes.count, !isBlankLine(after: index) {
      guard bytes[index] == 0x60 else {
        index += 1
        continue
      }
      let run = bytes[index...].prefix { $0 == 0x60 }.count
      index += run
      if run == width { return index }
    }
    return start + width
  }

  private func inlineEnd(at start: Int) -> Int? {
    if start > 0, bytes[start - 1].isASCIILetter || bytes[start - 1].isASCIIDigit { return nil }
    guard start + 1 < bytes.count, !bytes[start + 1].isBlank else { return nil }
    var index = start + 1
    while index < bytes.count, !bytes[index].isLineEnd {
      if bytes[index] == 0x24 {
        let isClosing = !bytes[index - 1].isBlank && !(index + 1 < bytes.count && bytes[index + 1].isWordLike)
        return isClosing && index > start + 1 && isFormula(start + 1..<index) ? index + 1 : nil
      }
      index += bytes[index] == 0x5C ? 2 : 1
    }
    return nil
  }

  /// Several words without a sign of mathematics are two prices in a sentence.
  private func isFormula(_ range: Range<Int>) -> Bool {
    let text = bytes[range]
    return !text.contains(where: \.isBlank) || text.contains { "\\^_{=+<>".utf8.contains($0) }
  }

  private func displayEnd(at start: Int) -> Int? {
    var index = start + 2
    while index + 1 < bytes.count, !isBlankLine(after: index), !isFence(after: index) {
      if bytes[index] == 0x24, bytes[index + 1] == 0x24 { return index > start + 2 ? index + 2 : nil }
      index += bytes[index] == 0x5C ? 2 : 1
    }
    return nil
  }

  /// Whether a line ends at `index` and the next one is blank.
  private func isBlankLine(after index: Int) -> Bool {
    guard bytes[index].isLineEnd else { return false }
    let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
    let next = bytes[(index + (isPair ? 2 : 1))...].first { !$0.isBlank && $0 != 0x3E }
    return next?.isLineEnd ?? true
  }

  /// Whether a line ends at `index` and the next one begins with the fence of a code block.
  private func isFence(after index: Int) -> Bool {
    guard bytes[index].isLineEnd else { return false }
    let text = bytes[(index + 1)...].drop { $0.isBlank || $0 == 0x3E }
    return text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
  }

  /// Writes over a formula, except for white space and the quote marks before its lines.
  private func hide(_ range: Range<Int>, line start: Int) {
    let isQuoted = bytes[range].contains(where: \.isLineEnd) && isQuotedLine(start)
    var isAtLineStart = false
    for index in range {
      let byte = bytes[index]
      if byte.isLineEnd { isAtLineStart = true }
      if byte.isLineEnd || byte.isBlank || (isAtLineStart && isQuoted && byte == 0x3E) { continue }
      isAtLineStart = false
      bytes[index] = 0x78
    }
  }

  /// Whether there is a quote mark before `start` in its line.
  private func isQuotedLine(_ start: Int) -> Bool {
    let lineStart = bytes[..<start].lastIndex(where: \.isLineEnd).map { $0 + 1 } ?? 0
    return bytes[lineStart..<start].contains(0x3E)
  }
}

extension UInt8 {
  fileprivate var isWordLike: Bool { isASCIIDigit || isASCIILetter }
}
