/// What brings a token nearer to its target, before it is known which tags a head has.
package struct EditChoice: Sendable, Hashable {
  package let tag: EditTag
  /// Whether `spelling` says the same: a spelling checker would propose the word.
  package let isMisspelling: Bool

  package init(_ tag: EditTag, isMisspelling: Bool = false) { (self.tag, self.isMisspelling) = (tag, isMisspelling) }

  /// The row of the tag, else that of `spelling` where that says the same; nil for what a vocabulary cannot say.
  ///
  /// O(1).
  package func row(in vocabulary: EditVocabulary) -> Int? {
    vocabulary.row(of: tag) ?? (isMisspelling ? vocabulary.row(of: .spelling) : nil)
  }
}
