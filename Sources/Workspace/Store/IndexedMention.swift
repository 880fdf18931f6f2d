/// A place in an indexed document where somebody or something is named.
package struct IndexedMention: Sendable, Equatable {
  /// Source bytes in the document.
  package let range: Range<Int>
  /// What all mentions of the entity share, in every document.
  package let key: String
  /// The entity's name, as it is shown.
  package let name: String
  package let type: String
  /// How sure the model is, 0 to 1.
  package let confidence: Double

  package init(range: Range<Int>, key: String, name: String, type: String, confidence: Double) {
    (self.range, self.key, self.name, self.type, self.confidence) = (range, key, name, type, confidence)
  }
}
