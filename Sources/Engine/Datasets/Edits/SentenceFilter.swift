/// Tells sentences of English prose from headings, list items, fragments, tables and other languages, by their bytes alone.
package enum SentenceFilter {
  /// Words that hardly an English sentence is without, and hardly another language has many of.
  private static let common: Set<[UInt8]> = Set(
    "the of and to is that it for was on with as be by at this are from or have an not his he her she i you they which had but were will has can there one all would been when who their its if more so we my him them what do into out up about than some could only other new then may these your our"
      .split(separator: " ").map { Array($0.utf8) })

  /// Whether a sentence is worth learning from: 4 to 60 words, begun large, ended with a mark, in plain letters, with common words.
  ///
  /// O(bytes).
  package static func accepts(_ sentence: [UInt8]) -> Bool {
    guard (15...400).contains(sentence.count), beginsAndEnds(sentence) else { return false }
    var (letters, odd, capitals) = (0, 0, 0)
    for byte in sentence {
      switch byte {
      case 0x61...0x7A: letters += 1
      case 0x41...0x5A: (letters, capitals) = (letters + 1, capitals + 1)
      case 0x3C, 0x3D, 0x3E, 0x5B...0x60, 0x7B...0x7E, 0x40, 0x23, 0x09: odd += 4
      // Accents and other scripts by their first bytes; curly quotes and dashes (E2) are marks like others.
      case 0xC0...0xE1, 0xE3...: odd += 2
      default: break
      }
    }
    guard letters * 5 >= sentence.count * 3, odd * 12 <= sentence.count, capitals * 4 <= letters else { return false }
    let words = sentence.split { !isLetter($0) && $0 != 0x27 }
    guard (4...60).contains(words.count) else { return false }
    let known = words.count { common.contains($0.map { $0 | 0x20 }) }
    return known * 7 >= words.count
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Whether the first letter or digit is a capital, and a sentence's mark ends it, quotation marks and brackets aside.
  private static func beginsAndEnds(_ sentence: [UInt8]) -> Bool {
    guard let start = sentence.first, start >= 0x80 || Self.isLetter(start) || "\"'(".utf8.contains(start) else {
      return false
    }
    let first = sentence.first { (0x30...0x39).contains($0) || isLetter($0) }
    let end = sentence.last { !($0 == 0x22 || $0 == 0x27 || $0 == 0x29 || $0 >= 0x80) }
    return first.map { (0x41...0x5A).contains($0) } == true && end.map { ".!?".utf8.contains($0) } == true
  }
}
