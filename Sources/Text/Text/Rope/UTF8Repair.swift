/// Makes any bytes valid UTF-8.
package enum UTF8Repair {
  /// `bytes` with every maximal subpart of an ill-formed sequence replaced by U+FFFD (Unicode 16, section 3.9, "U+FFFD
  /// Substitution of Maximal Subparts").
  ///
  /// Valid bytes come back as they are, without a copy. O(n).
  package static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    let valid = bytes.withUnsafeBufferPointer { validEnd(in: $0, from: 0) }
    return valid == bytes.count ? bytes : repaired(bytes, validUpTo: valid)
  }

  /// Whether `bytes` are well-formed UTF-8.
  ///
  /// O(n).
  package static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { validEnd(in: $0, from: 0) } == bytes.count
  }

  /// Where `repaired` differs from `bytes`: in order, the ill-formed bytes and where U+FFFD stands for them.
  ///
  /// O(n).
  package static func repairs(of bytes: [UInt8]) -> [(original: Range<Int>, repaired: Range<Int>)] {
    bytes.withUnsafeBufferPointer { text in
      var found: [(original: Range<Int>, repaired: Range<Int>)] = []
      var shift = 0
      var at = validEnd(in: text, from: 0)
      while at < text.count {
        let length = scalar(in: text, at: at).length
        found.append((at..<at + length, at + shift..<at + shift + 3))
        shift += 3 - length
        at = validEnd(in: text, from: at + length)
      }
      return found
    }
  }

  private static func repaired(_ bytes: [UInt8], validUpTo firstError: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    result += bytes[..<firstError]
    bytes.withUnsafeBufferPointer { text in
      var start = firstError
      while start < text.count {
        result += [0xEF, 0xBF, 0xBD]
        start += scalar(in: text, at: start).length
        let end = validEnd(in: text, from: start)
        result.append(contentsOf: text[start..<end])
        start = end
      }
    }
    return result
  }

  /// The end of the longest well-formed run that starts at `start`.
  private static func validEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var at = start
    while at < text.count {
      if text[at] < 0x80 {
        at = asciiEnd(in: text, from: at)
      } else {
        let next = scalar(in: text, at: at)
        guard next.isValid else { return at }
        at += next.length
      }
    }
    return at
  }

  /// The end of the run of ASCII at `start`, found eight bytes at a time.
  private static func asciiEnd(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(text)
    var at = start
    while at + 8 <= raw.count, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
      at += 8
    }
    while at < raw.count, raw[at] < 0x80 { at += 1 }
    return at
  }

  /// The multi-byte sequence at `start`: its length when well-formed, otherwise that of the maximal subpart (at least
  /// 1).
  ///
  /// The bounds of the second byte are those of table 3-7 of the Unicode Standard.
  private static func scalar(in text: UnsafeBufferPointer<UInt8>, at start: Int) -> (length: Int, isValid: Bool) {
    let second: ClosedRange<UInt8>
    let length: Int
    switch text[start] {
    case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
    case 0xE0: (second, length) = (0xA0...0xBF, 3)
    case 0xED: (second, length) = (0x80...0x9F, 3)
    case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
    case 0xF0: (second, length) = (0x90...0xBF, 4)
    case 0xF4: (second, length) = (0x80...0x8F, 4)
    case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
    default: return (1, false)
    }
    guard start + 1 < text.count, second.contains(text[start + 1]) else { return (1, false) }
    for index in stride(from: 2, to: length, by: 1) {
      guard start + index < text.count, text[start + index] & 0xC0 == 0x80 else { return (index, false) }
    }
    return (length, true)
  }
}
