/// What the patterns of byte-level models ask about a scalar.
enum CharacterClass: UInt8, Sendable {
  /// None of the others.
  case other
  /// `\p{L}`
  case letter
  /// `\p{N}`
  case number
  /// `\s`
  case space
  /// Not `\p{N}` to the reference's patterns, but a number to its division at digits, which has a newer Unicode.
  case numeral
}

/// The class of every scalar, as the reference library's regular expressions have it.
///
/// Apart from `ScalarTable`, because WordPiece models never need it. Made at first use in about a millisecond.
struct CharacterTable: Sendable {
  /// The one instance.
  static let shared = CharacterTable()

  private var classes = TwoStageTable()

  private init() { classes.fillRuns(UnicodeTables.characterClasses) }

  /// The class of a scalar below 0x110000.
  @inline(__always)
  func characterClass(of scalar: UInt32) -> CharacterClass {
    if scalar < 0x80 { return Self.ascii(UInt8(truncatingIfNeeded: scalar)) }
    return CharacterClass(rawValue: classes[scalar]) ?? .other
  }

  @inline(__always)
  private static func ascii(_ byte: UInt8) -> CharacterClass {
    if (byte | 0x20) &- UInt8(ascii: "a") < 26 { return .letter }
    if byte == 0x20 || byte &- 9 < 5 { return .space }
    return byte &- UInt8(ascii: "0") < 10 ? .number : .other
  }
}
