/// Divides text into what a person accepts at once and what n-grams are made of: words and marks, each with the blank before it.
///
/// A unit is at most one blank (U+0020) and then a run of word characters or one other character; a blank that no unit of the kind can
/// follow is one alone. Word characters are letters and digits of ASCII, the apostrophes ' and ’, the hyphen, and whatever lies outside of
/// ASCII but U+2000 to U+206F (dashes, quotation marks). Units lie end to end, so a text is their concatenation. From a place
/// inside a unit on, the rest of it is a unit.
package enum TextUnits {
  /// Where the unit that begins at `start` ends.
  ///
  /// O(result).
  package static func end(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var place = start
    if text[place] == 0x20 {
      place += 1
      guard place < text.count, !isBlank(text[place]) else { return place }
    }
    guard isWord(text, at: place) else { return place + length(text, at: place) }
    while place < text.count, isWord(text, at: place) { place += length(text, at: place) }
    return place
  }

  /// The units of a text.
  ///
  /// O(n).
  package static func ranges(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var (ranges, start) = ([Range<Int>](), 0)
    while start < text.count {
      let end = end(in: text, from: start)
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  /// How many bytes the character at `place` has, as its first byte says, within the text.
  static func length(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    let lead = text[place]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    return min(length, text.count - place)
  }

  /// Whether a word character begins at `place`.
  static func isWord(_ text: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    let byte = text[place]
    guard byte >= 0x80 else { return isWordByte(byte) }
    guard byte == 0xE2, place + 2 < text.count else { return true }
    let isPunctuation = text[place + 1] == 0x80 || (text[place + 1] == 0x81 && text[place + 2] <= 0xAF)
    return !isPunctuation || (text[place + 1] == 0x80 && text[place + 2] == 0x99)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
      || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "'")
      || byte == UInt8(ascii: "-")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
}
