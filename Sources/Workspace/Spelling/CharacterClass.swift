/// What a byte of prose means for finding words.
///
/// All bytes of one scalar have the class of the scalar.
enum CharacterClass: UInt8 {
  /// Ends a token: white space and long dashes.
  case space
  case smallLetter
  case capitalLetter
  case digit
  case apostrophe
  case hyphen
  /// Soft hyphens and joiners: not part of the spelling.
  case invisible
  /// A letter of another script, a combining mark, or anything in a literal: the word around it is left alone.
  case foreign
  /// Ends a word but not a token: brackets, quotes, commas, symbols, emoji.
  case separator
  case dot
  case colon
  /// A sign of code, addresses and paths: the whole token is left alone.
  case technical

  /// The class of each byte of `text`; bytes in `literals` are foreign.
  ///
  /// Any bytes are allowed. O(n).
  static func classify(_ text: [UInt8], literals: [Range<Int>]) -> [CharacterClass] {
    var classes = [CharacterClass](repeating: .separator, count: text.count)
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte < 0x80 {
        classes[at] = ascii[Int(byte)]
        at += 1
      } else {
        let (scalar, length) = decode(text, at)
        let found = classify(scalar)
        for i in at..<at + length { classes[i] = found }
        at += length
      }
    }
    for literal in literals {
      for i in literal.clamped(to: 0..<text.count) { classes[i] = .foreign }
    }
    return classes
  }

  /// The scalar that starts at `at`; a malformed byte is a replacement character of length one.
  static func decode(_ text: [UInt8], _ at: Int) -> (scalar: UInt32, length: Int) {
    let lead = text[at]
    let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1
    guard length > 1, at + length <= text.count else { return (lead < 0x80 ? UInt32(lead) : 0xFFFD, 1) }
    var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for i in 1..<length {
      guard text[at + i] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      scalar = scalar << 6 | UInt32(text[at + i] & 0x3F)
    }
    return (scalar, length)
  }

  private static let ascii: [CharacterClass] = (0..<128).map { (byte: UInt8) in
    if byte.isCapital { return .capitalLetter }
    if byte.isLetter { return .smallLetter }
    if byte.isDigit { return .digit }
    switch byte {
    case 0...32, 127: return .space
    case UInt8(ascii: "'"): return .apostrophe
    case UInt8(ascii: "-"): return .hyphen
    case UInt8(ascii: "."): return .dot
    case UInt8(ascii: ":"): return .colon
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""):
      return .separator
    default: return .technical
    }
  }

  private static func classify(_ scalar: UInt32) -> CharacterClass {
    switch scalar {
    case 0xA0, 0x85, 0x2000...0x200A, 0x2012...0x2015, 0x2026...0x202F, 0x3000: return .space
    case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: return .invisible
    case 0x2019, 0x02BC: return .apostrophe
    case 0x2010, 0x2011: return .hyphen
    case 0xD7, 0xF7: return .separator
    case 0xC0...0xDE: return .capitalLetter
    case 0xDF...0xFF: return .smallLetter
    case 0x100...0x137, 0x14A...0x177: return scalar % 2 == 0 ? .capitalLetter : .smallLetter
    case 0x138...0x148, 0x179...0x17E: return scalar % 2 == 1 ? .capitalLetter : .smallLetter
    case 0x180...0x24F, 0x1E00...0x1EFF: return .smallLetter
    case 0x300...0x36F: return .foreign
    default: return Unicode.Scalar(scalar)?.properties.isAlphabetic == true ? .foreign : .separator
    }
  }
}
