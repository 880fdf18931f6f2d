/// Finds the tags that bring a source nearer to its target: what a grammar head is taught.
///
/// One token takes one tag, so a pair may need several passes: apply the tags, encode the result and the target again.
package struct EditEncoder: Sendable {
  private let vocabulary: EditVocabulary?

  /// - Parameter vocabulary: the tags that exist; nil for all of them, which is how a vocabulary is counted.
  package init(vocabulary: EditVocabulary? = nil) { self.vocabulary = vocabulary }

  /// A tag for each token of `source`; nil where the edit has none in the vocabulary, so that nothing is to be learned there.
  ///
  /// All `keep` exactly when both texts have the same tokens and the same places with white space. O(n m) of the differing parts.
  package func tags(from source: EditableText, to target: EditableText) -> [EditTag?] {
    let choices = Self.choices(from: source, to: target)
    guard let vocabulary else { return choices.map(\.tag) }
    return choices.map { $0.row(in: vocabulary).map { vocabulary.tags[$0] } }
  }

  /// What to do with each token of `source`, whatever vocabulary a head will have: pairs are aligned once, and counted, and then encoded.
  ///
  /// O(n m) of the differing parts.
  package static func choices(from source: EditableText, to target: EditableText) -> [EditChoice] {
    var draft = TagDraft(source, target)
    draft.place(TokenAligner.steps(from: source, to: target))
    return zip(draft.tags, draft.wanted).map { tag, wanted in
      guard case .replace = tag, let wanted else { return EditChoice(tag) }
      return EditChoice(tag, isMisspelling: isMisspelling(tag, wanted))
    }
  }

  /// Whether a word that no tag has is near enough to be what a spelling checker proposes.
  private static func isMisspelling(_ tag: EditTag, _ pair: (source: EditToken, target: EditToken)) -> Bool {
    let (a, b) = (Array(pair.source.key.utf8), Array(pair.target.key.utf8))
    guard a.count > 3, pair.source.kind == .word, pair.target.kind == .word, b.allSatisfy({ $0 > 0x39 }) else {
      return false
    }
    return SubstitutionCost.distance(a, b) <= (a.count > 5 ? 2 : 1)
  }
}
