import Tensors

/// One sequence as a backbone takes it.
struct ModelInput: Sendable {
  let ids: [Int32]
  let typeIDs: [UInt8]
  /// How the word of each token is written; nil for backbones that do not ask.
  let caseIDs: [UInt8]?
  /// Token ranges of the sentences in it; empty for a sequence that is one text.
  let sentences: [Range<Int>]

  init(ids: [Int32], typeIDs: [UInt8], caseIDs: [UInt8]?, sentences: [Range<Int>] = []) {
    self.ids = ids
    self.typeIDs = typeIDs
    self.caseIDs = caseIDs
    self.sentences = sentences
  }

  /// How many token rows it has.
  var count: Int { ids.count }
}

extension PackedBatch {
  /// The sequences one after the other.
  init(_ inputs: some Sequence<ModelInput>) {
    self.init()
    for input in inputs {
      append(input.ids, typeIDs: input.typeIDs, caseIDs: input.caseIDs, sentences: input.sentences)
    }
  }
}
