/// One pass over a JSON text before jansson sees it: nesting depth, and what jansson would reject but a client may well send.
///
/// Repaired are invalid UTF-8 (each maximal ill-formed subsequence becomes U+FFFD), escaped surrogates without their pair (each becomes
/// U+FFFD, one UTF-16 unit as before, so that UTF-16 positions stay right), and integers beyond 64 bits (they become doubles). The
/// pass does not judge anything else: errors are jansson's to report.
struct JSONPreflight {
  /// Offsets of `\uXXXX` escapes to be replaced.
  private(set) var loneSurrogates: [Int] = []
  /// Offsets just behind integers that need an exponent to be read as doubles.
  private(set) var longIntegers: [Int] = []

  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  /// Scans `bytes`.
  ///
  /// - Throws: `JSONError` when arrays and objects nest deeper than `maximumDepth`.
  init(_ bytes: UnsafeRawBufferPointer, maximumDepth: Int) throws(JSONError) {
    self.bytes = bytes
    var depth = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        skipString()
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth > maximumDepth { throw tooDeep(maximumDepth) }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        skipNumber()
        continue
      default: break
      }
      offset += 1
    }
  }

  /// The text with everything mended that was found, or nil when jansson can read it as it is.
  func repaired() -> [UInt8]? {
    guard !loneSurrogates.isEmpty || !longIntegers.isEmpty else { return nil }
    var result = [UInt8](bytes)
    for start in loneSurrogates { result.replaceSubrange(start + 2..<start + 6, with: "fffd".utf8) }
    for end in longIntegers.reversed() { result.insert(contentsOf: "e0".utf8, at: end) }
    return result
  }

  /// Moves behind the string that starts at `offset`, or to the end.
  private mutating func skipString() {
    offset += 1
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return
      }
      if byte == UInt8(ascii: "\\") { skipEscape() } else { offset += 1 }
    }
  }

  private mutating func skipEscape() {
    guard let unit = codeUnit(at: offset) else {
      offset += 2
      return
    }
    let isHigh = unit & 0xFC00 == 0xD800
    if isHigh, let next = codeUnit(at: offset + 6), next & 0xFC00 == 0xDC00 {
      offset += 12
      return
    }
    if isHigh || unit & 0xFC00 == 0xDC00 { loneSurrogates.append(offset) }
    offset += 6
  }

  /// The UTF-16 unit of a well-formed `\uXXXX` escape at `start`.
  private func codeUnit(at start: Int) -> UInt16? {
    guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit: UInt16 = 0
    for byte in bytes[start + 2..<start + 6] {
      guard let digit = Self.hexDigit(byte) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private static func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  private mutating func skipNumber() {
    let start = offset
    var isInteger = true
    scan: while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "-") where offset == start: break
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        isInteger = false
      default: break scan
      }
      offset += 1
    }
    // 18 digits always fit.
    guard isInteger, offset - start > 18 else { return }
    if Int64(String(decoding: bytes[start..<offset], as: UTF8.self)) == nil { longIntegers.append(offset) }
  }

  private func tooDeep(_ limit: Int) -> JSONError {
    let line = bytes[..<offset].count { $0 == UInt8(ascii: "\n") } + 1
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return .syntax(
      "nested deeper than \(limit)", at: .init(line: line, column: offset - start + 1, position: offset),
      hint: "Send a flatter value.")
  }
}
