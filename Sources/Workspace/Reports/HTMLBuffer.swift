/// HTML under construction.
///
/// What comes from outside goes through `text` only.
struct HTMLBuffer {
  private(set) var bytes: [UInt8] = []

  /// Appends markup of our own.
  mutating func markup(_ markup: String) { bytes += markup.utf8 }

  /// Appends text, fit for an element's content and for a quoted attribute.
  mutating func text(_ text: String) { self.text(Array(text.utf8)[...]) }

  /// Appends UTF-8 text; control characters, which HTML forbids, become U+FFFD.
  mutating func text(_ text: ArraySlice<UInt8>) {
    var start = text.startIndex
    for index in text.indices {
      guard let escape = Self.escape(text[index]) else { continue }
      bytes += text[start..<index]
      bytes += escape.utf8
      start = index + 1
    }
    bytes += text[start...]
  }

  mutating func append(_ other: [UInt8]) { bytes += other }

  /// Makes room for so many more bytes at once.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  private static func escape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    case 0x09, 0x0A, 0x0D: nil
    case 0..<0x20, 0x7F: "\u{FFFD}"
    default: nil
    }
  }
}
