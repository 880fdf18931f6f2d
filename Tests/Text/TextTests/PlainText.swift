import Text

/// The reference that ropes are compared with: an array of bytes whose every answer comes from reading all of it.
struct PlainText {
  private(set) var bytes: [UInt8] = []

  mutating func replace(_ range: Range<Int>, with new: [UInt8]) {
    bytes.replaceSubrange(scalarStart(range.lowerBound)..<scalarStart(range.upperBound), with: UTF8Repair.repaired(new))
  }

  func scalarStart(_ offset: Int) -> Int {
    var at = offset
    while at < bytes.count, at > 0, bytes[at] & 0xC0 == 0x80 { at -= 1 }
    return at
  }

  /// Every line with and without its terminator.
  var lines: [(content: Range<Int>, whole: Range<Int>)] {
    var result: [(Range<Int>, Range<Int>)] = []
    var (start, at) = (0, 0)
    while at < bytes.count {
      let isPair = bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A
      if isPair || bytes[at] == 0x0A || bytes[at] == 0x0D {
        let end = at + (isPair ? 2 : 1)
        result.append((start..<at, start..<end))
        (start, at) = (end, end)
      } else {
        at += 1
      }
    }
    return result + [(start..<bytes.count, start..<bytes.count)]
  }

  /// The units of `encoding` in `range`, counted by the standard library.
  func units(_ range: Range<Int>, _ encoding: PositionEncoding) -> Int {
    let text = String(decoding: bytes[range], as: UTF8.self)
    return switch encoding {
    case .utf8: text.utf8.count
    case .utf16: text.utf16.count
    case .utf32: text.unicodeScalars.count
    }
  }
}
