/// Finds what is not natural language in prose whose markup does not tell: web and mail addresses, and endless tokens.
enum LiteralScanner {
  /// An ASCII token of more bytes than this is data, not a word.
  static let longestWord = 128

  /// The ranges of `prose` that are addresses or endless tokens, in order.
  ///
  /// O(n).
  static func literals(in prose: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    prose.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
        var end = start
        var isCandidate = false
        while end < bytes.count, bytes[end] > 0x20 {
          isCandidate = isCandidate || bytes[end] == 0x3A || bytes[end] == 0x40 || bytes[end] == 0x77
          end += 1
        }
        if isCandidate || end - start > longestWord, let range = literal(in: bytes, start..<end) {
          result.append(range)
        }
        start = end
      }
    }
    return result
  }

  /// Whether the whole of `text` is a web or mail address.
  static func isAddress(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !text.isEmpty, !text.contains(where: { $0 <= 0x20 }) else { return false }
    return address(in: text, 0..<text.count) == 0..<text.count
  }

  private static func literal(in bytes: UnsafeBufferPointer<UInt8>, _ token: Range<Int>) -> Range<Int>? {
    if let range = address(in: bytes, token) { return range }
    return token.count > longestWord && bytes[token].allSatisfy { $0 < 0x80 } ? token : nil
  }

  /// The address within a token, without the punctuation around it.
  private static func address(in bytes: UnsafeBufferPointer<UInt8>, _ token: Range<Int>) -> Range<Int>? {
    let text = trimmed(bytes, token)
    guard text.count > 4 else { return nil }
    if bytes[text].starts(with: "www.".utf8) || bytes[text].starts(with: "mailto:".utf8) { return text }
    let lastDot = text.last { bytes[$0] == 0x2E } ?? 0
    for index in text {
      if bytes[index] == 0x3A, index + 3 < text.upperBound, bytes[index + 1] == 0x2F, bytes[index + 2] == 0x2F {
        return schemeStart(bytes, text, colon: index)..<text.upperBound
      }
      if bytes[index] == 0x40, index > text.lowerBound, index < lastDot { return text }
    }
    return nil
  }

  /// The first of the letters before the colon.
  private static func schemeStart(_ bytes: UnsafeBufferPointer<UInt8>, _ text: Range<Int>, colon: Int) -> Int {
    var start = colon
    while start > text.lowerBound, bytes[start - 1].isASCIILetter { start -= 1 }
    return start
  }

  /// A token without quotes and brackets before it and sentence punctuation behind it.
  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ token: Range<Int>) -> Range<Int> {
    var range = token
    while let first = range.first, "(<[\"'*_".utf8.contains(bytes[first]) { range.removeFirstByte() }
    while let last = range.last, ".,;:!?)>]\"'*_".utf8.contains(bytes[last]) { range.removeLastByte() }
    return range
  }
}

extension Range<Int> {
  fileprivate mutating func removeFirstByte() { self = lowerBound + 1..<upperBound }
  fileprivate mutating func removeLastByte() { self = lowerBound..<upperBound - 1 }
}
