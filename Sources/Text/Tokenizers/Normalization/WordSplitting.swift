/// How normalised text is divided into the words that the model then spells with pieces.
enum WordSplitting: Sendable {
  /// At white space, with each punctuation character a word of its own (`BertPreTokenizer`).
  case bert
  /// At white space, and between runs of word characters and runs of others (`Whitespace`).
  case runs
  /// At white space only (`WhitespaceSplit`).
  case whitespace

  /// What a scalar is to the division.
  enum Kind: UInt8, Sendable {
    /// Part of a word.
    case word
    /// Part of a word that holds no word characters.
    case symbol
    /// Between words.
    case space
    /// A word of its own.
    case isolated
    /// Nothing; only ASCII bytes that the normaliser drops are looked up as such.
    case removed
    /// A byte of a scalar beyond ASCII, about which a single byte says nothing.
    case multibyte
  }

  /// The kind of a scalar of normalised text.
  @inline(__always)
  func kind(of properties: ScalarProperties) -> Kind {
    if properties.contains(.whitespace) { return .space }
    switch self {
    case .bert: return properties.contains(.punctuation) ? .isolated : .word
    case .runs: return properties.contains(.word) ? .word : .symbol
    case .whitespace: return .word
    }
  }
}
