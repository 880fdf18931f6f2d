/// Divides bytes into tokens.
///
/// Coarser than the words of the models' tokenizers, which part at every mark, so each token holds whole words of theirs.
struct TokenScanner {
  private let bytes: [UInt8]

  /// What a character is to the scanner.
  private enum Class { case word, digit, space, mark }

  private struct Scalar {
    let value: UInt32
    let length: Int
    let kind: Class
  }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// All tokens.
  ///
  /// O(bytes).
  func tokens() -> [EditToken] {
    var tokens: [EditToken] = []
    var position = 0
    while position < bytes.count {
      let scalar = scalar(at: position)
      let end: Int
      switch scalar.kind {
      case .space:
        position += scalar.length
        continue
      case .mark: end = endOfMarks(scalar, from: position)
      case .word, .digit: end = endOfWord(from: position)
      }
      let text = String(decoding: bytes[position..<end], as: UTF8.self)
      tokens.append(EditToken(bytes: position..<end, text: text, kind: scalar.kind == .mark ? .mark : .word))
      position = end
    }
    return tokens
  }

  private func endOfWord(from start: Int) -> Int {
    var position = start
    var last = Class.word
    while position < bytes.count {
      let current = scalar(at: position)
      switch current.kind {
      case .word, .digit:
        last = current.kind
        position += current.length
      case .mark where joins(current, after: last, at: position + current.length): position += current.length
      default: return position
      }
    }
    return position
  }

  /// Whether a mark inside a word belongs to it: an apostrophe, a point or comma between digits, a low line.
  private func joins(_ mark: Scalar, after last: Class, at next: Int) -> Bool {
    guard next < bytes.count else { return false }
    let following = scalar(at: next).kind
    switch mark.value {
    case 0x27, 0x2019: return following == .word
    case 0x2C, 0x2E: return last == .digit && following == .digit
    case 0x5F: return following == .word || following == .digit
    default: return false
    }
  }

  /// Equal marks that mean something together: "...", "--", "**".
  private func endOfMarks(_ first: Scalar, from start: Int) -> Int {
    var end = start + first.length
    guard first.value < 0x80, ".-*_`~=#!?".utf8.contains(UInt8(first.value)) else { return end }
    while end < bytes.count, bytes[end] == bytes[start] { end += 1 }
    return end
  }

  private func scalar(at position: Int) -> Scalar {
    let byte = bytes[position]
    if byte < 0x80 { return Scalar(value: UInt32(byte), length: 1, kind: Self.ascii(byte)) }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    let end = min(position + length, bytes.count)
    guard length > 1, let text = String(validating: bytes[position..<end], as: UTF8.self),
      let scalar = text.unicodeScalars.first, text.utf8.count == length
    else { return Scalar(value: 0xFFFD, length: 1, kind: .mark) }
    return Scalar(value: scalar.value, length: length, kind: Self.classify(scalar))
  }

  private static func ascii(_ byte: UInt8) -> Class {
    switch byte {
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A: .word
    case 0x20, 0x09...0x0D: .space
    default: .mark
    }
  }

  private static func classify(_ scalar: Unicode.Scalar) -> Class {
    let properties = scalar.properties
    if properties.isWhitespace { return .space }
    switch properties.generalCategory {
    case .decimalNumber: return .digit
    case .nonspacingMark, .spacingMark, .enclosingMark, .letterNumber, .otherNumber, .format: return .word
    default: return properties.isAlphabetic ? .word : .mark
    }
  }
}
