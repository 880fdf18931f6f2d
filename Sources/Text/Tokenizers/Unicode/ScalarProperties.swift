/// What the normaliser and the pre-tokenizers ask about a Unicode scalar.
///
/// The values are those of the reference library, measured over all scalars; the bits are the same as in the script
/// that generates `UnicodeTables`.
struct ScalarProperties: OptionSet {
  let rawValue: UInt8

  /// Control, format and private-use scalars and U+FFFD, which "clean text" drops.
  static let removed = ScalarProperties(rawValue: 1 << 0)
  /// White space, which divides words.
  static let whitespace = ScalarProperties(rawValue: 1 << 1)
  /// Punctuation, with all ASCII symbols, which is a word of its own.
  static let punctuation = ScalarProperties(rawValue: 1 << 2)
  /// Han ideographs, which BERT sets apart with spaces.
  static let ideograph = ScalarProperties(rawValue: 1 << 3)
  /// Non-spacing marks (Mn), which BERT drops with "strip accents".
  static let nonspacing = ScalarProperties(rawValue: 1 << 4)
  /// Marks of any kind (M), which the normaliser `StripAccents` drops.
  static let mark = ScalarProperties(rawValue: 1 << 5)
  /// What `\w` matches in a regular expression.
  static let word = ScalarProperties(rawValue: 1 << 6)
  /// Has a decomposition, a lower-case mapping or a combining class; computed when the tables are read.
  static let mapped = ScalarProperties(rawValue: 1 << 7)
}
