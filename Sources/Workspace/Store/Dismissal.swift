package import Text

/// A finding that a person let stand: this flagged text in this sentence, wherever that sentence appears.
package struct Dismissal: Hashable, Sendable {
  /// The hash of the whole sentence.
  package let sentence: ContentHash
  /// The finding's code, for example `spelling.unknown-word`.
  package let code: String
  /// The hash of the bytes that the finding covers.
  package let flagged: ContentHash

  package init(sentence: ContentHash, code: String, flagged: ContentHash) {
    self.sentence = sentence
    self.code = code
    self.flagged = flagged
  }
}
