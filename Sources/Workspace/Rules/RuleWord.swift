/// A word of a sentence as rules see it: letters, digits and apostrophes between letters; a hyphen parts words.
struct RuleWord: Sendable {
  /// How a word is written.
  struct Shape: OptionSet, Sendable {
    let rawValue: UInt8

    /// The first letter is a capital.
    static let capitalised = Shape(rawValue: 1)
    /// A letter behind the first is a capital.
    static let hasInnerCapital = Shape(rawValue: 2)
    /// There is a small ASCII letter in it.
    static let hasSmallLetter = Shape(rawValue: 4)
    /// A digit or an underscore.
    static let hasDigit = Shape(rawValue: 8)
    /// A letter beyond ASCII.
    static let isForeign = Shape(rawValue: 16)
    /// No natural language: code, an address, a formula.
    static let isLiteral = Shape(rawValue: 32)
    /// Spaces and nothing else lie between it and the word before.
    static let isAfterSpace = Shape(rawValue: 64)
  }

  /// Bytes of the sentence.
  let range: Range<Int>
  let key: WordKey
  let shape: Shape

  /// Small ASCII letters and apostrophes only.
  var isSmall: Bool {
    shape.isDisjoint(with: [.capitalised, .hasInnerCapital, .hasDigit, .isForeign, .isLiteral])
  }
  /// Capitals only, at least two characters.
  var isAllCapitals: Bool {
    range.count > 1 && shape.contains(.capitalised) && !shape.contains(.hasSmallLetter)
      && shape.isDisjoint(with: [.isForeign, .isLiteral])
  }
}
