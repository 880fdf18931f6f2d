import Datasets

/// How a file's words are written before they are learnt.
///
/// Headlines and hasty messages do without the usual capitals; a model that has seen its examples written so
/// relies less on them.
package enum LetterCase: String, Sendable, CaseIterable {
  case upper
  case lower

  /// The example with its words rewritten, a space between each two.
  func applied(to example: TokenExample) -> TokenExample {
    let words = example.words.indices.map { index in
      let word = example.word(index)
      return self == .upper ? word.uppercased() : word.lowercased()
    }
    return TokenExample(words: words, labels: example.labels)
  }
}
