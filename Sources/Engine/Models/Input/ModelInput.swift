package import Tensors

/// One sequence as a backbone takes it.
package struct ModelInput: Sendable, Equatable {
  /// Vocabulary ids, special ones included.
  package let ids: [Int32]
  /// The segment of each token.
  package let typeIDs: [UInt8]
  /// How the word of each token is written; nil for backbones that do not ask.
  package let caseIDs: [UInt8]?
  /// Token ranges of the sentences in it; empty for a sequence that is one text.
  package let sentences: [Range<Int>]

  package init(ids: [Int32], typeIDs: [UInt8], caseIDs: [UInt8]? = nil, sentences: [Range<Int>] = []) {
    (self.ids, self.typeIDs, self.caseIDs, self.sentences) = (ids, typeIDs, caseIDs, sentences)
  }

  /// How many token rows it has.
  package var count: Int { ids.count }
}

extension PackedBatch {
  /// The sequences one after the other; all or none name sentences and cases.
  package init(_ inputs: some Sequence<ModelInput>) {
    self.init()
    for input in inputs {
      append(input.ids, typeIDs: input.typeIDs, caseIDs: input.caseIDs, sentences: input.sentences)
    }
  }
}
