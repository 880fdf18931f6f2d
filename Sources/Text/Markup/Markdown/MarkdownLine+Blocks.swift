/// Which block a line begins or ends, by the sections of CommonMark 0.30 that are named at each function.
extension MarkdownLine {
  /// An ATX heading (4.2).
  var isHeading: Bool {
    guard indentation < 4 else { return false }
    let count = text.prefix { $0 == 0x23 }.count
    return (1...6).contains(count) && endsWord(text.dropFirst(count).first)
  }

  /// The line under a setext heading (4.3).
  var isSetextUnderline: Bool {
    guard indentation < 4, let mark = text.first, mark == 0x3D || mark == 0x2D else { return false }
    return text.drop { $0 == mark }.allSatisfy(\.isBlank)
  }

  /// A thematic break (4.1).
  var isThematicBreak: Bool {
    guard indentation < 4, let mark = text.first, mark == 0x2A || mark == 0x2D || mark == 0x5F else { return false }
    var count = 0
    for byte in text where !byte.isBlank {
      if byte != mark { return false }
      count += 1
    }
    return count >= 3
  }

  /// The line under the head of a table, as GitHub writes them.
  var isTableDelimiter: Bool {
    var (hasPipe, hasDash) = (false, false)
    for byte in text {
      hasPipe = hasPipe || byte == 0x7C
      hasDash = hasDash || byte == 0x2D
      if byte != 0x7C && byte != 0x2D && byte != 0x3A && !byte.isBlank { return false }
    }
    return hasPipe && hasDash
  }

  /// The opening fence of a code block (4.5).
  func fenceStart() -> (character: UInt8, count: Int)? {
    guard indentation < 4, let mark = text.first, mark == 0x60 || mark == 0x7E else { return nil }
    let count = text.prefix { $0 == mark }.count
    guard count >= 3, mark == 0x7E || !text.dropFirst(count).contains(0x60) else { return nil }
    return (mark, count)
  }

  /// The closing fence of a code block (4.5).
  func closesFence(_ character: UInt8, _ count: Int) -> Bool {
    guard indentation < 4 else { return false }
    let run = text.prefix { $0 == character }.count
    return run >= count && text.dropFirst(run).allSatisfy(\.isBlank)
  }

  /// A list marker (5.2); a thematic break must have been ruled out.
  func listMarker() -> ListMarker? {
    guard indentation < 4, let mark = text.first else { return nil }
    var width = 1
    var startsAtOne = true
    if mark.isASCIIDigit {
      let digits = text.prefix(10).prefix(while: \.isASCIIDigit)
      let delimiter = text.dropFirst(digits.count).first
      guard digits.count < 10, delimiter == 0x2E || delimiter == 0x29 else { return nil }
      width = digits.count + 1
      startsAtOne = digits.last == 0x31 && digits.dropLast().allSatisfy { $0 == 0x30 }
    } else if mark != 0x2D && mark != 0x2A && mark != 0x2B {
      return nil
    }
    let rest = text.dropFirst(width)
    guard endsWord(rest.first) else { return nil }
    return ListMarker(width: width, mayInterruptText: startsAtOne && !rest.allSatisfy(\.isBlank))
  }

  /// Whether one of the lower-case strings occurs, in any case.
  func contains(anyOf strings: [StaticString]) -> Bool {
    strings.contains { string in
      let pattern = UnsafeBufferPointer(start: string.utf8Start, count: string.utf8CodeUnitCount)
      guard pattern.count <= end - index else { return false }
      return (index...end - pattern.count).contains { start in
        pattern.indices.allSatisfy { lowercase(bytes[start + $0]) == pattern[$0] }
      }
    }
  }

  private func endsWord(_ byte: UInt8?) -> Bool { byte.map { $0.isBlank || $0.isLineEnd } ?? true }
}

/// ASCII only.
private func lowercase(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
