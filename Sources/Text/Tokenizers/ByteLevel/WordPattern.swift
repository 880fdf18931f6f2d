/// How text is divided into the words that a byte-level model then spells.
///
/// Each is a regular expression in the files; the expression is recognised by its exact text and `WordScanner` knows what
/// it matches.
enum WordPattern: Sendable, Equatable {
  /// What the pre-tokenizer `ByteLevel` does by itself: contractions, letters, digits and others, each with one blank before.
  case gpt2
  /// As GPT-4, with upper-case contractions, any one character before letters, and groups of so many digits.
  ///
  /// Llama 3 has groups of up to three digits, Qwen 2 of one.
  case grouped(digits: Int)
  /// The whole text is one word.
  case whole

  /// The pattern that a `Split` pre-tokenizer names; nil for one that Stet does not know.
  init?(expression: String) {
    let known: [WordPattern] = [.gpt2, .grouped(digits: 3), .grouped(digits: 1)]
    guard let pattern = known.first(where: { $0.expression == expression }) else { return nil }
    self = pattern
  }

  /// The expression of the files; nil for the whole text.
  var expression: String? {
    switch self {
    case .gpt2: return #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
    case .grouped(let digits):
      let start = #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|"#
      let end = #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
      return start + (digits == 1 ? #"\p{N}"# : "\\p{N}{1,\(digits)}") + end
    case .whole: return nil
    }
  }
}

/// Whether numbers are set apart before the pattern looks at the text (the pre-tokenizer `Digits`).
enum DigitSplitting: Sendable, Equatable {
  case none
  /// Each digit by itself.
  case single
  /// Runs of digits.
  case runs
}
