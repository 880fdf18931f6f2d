import Tensors

extension Execution {
  /// One row per sentence of a batch: the mean of its tokens' rows, or the first of them.
  ///
  /// `[tokens, hidden]` to `[sentences, hidden]`. A batch that names no sentences has one in each sequence.
  func poolSentences(_ states: Tensor, _ batch: PackedBatch, _ pooling: HeadSpecification.Pooling) -> Tensor {
    let mode: PoolingMode = pooling == .first ? .first : .mean
    guard !batch.sentences.isEmpty else { return pool(states, mode, offsets: batch.offsets) }
    let offsets = batch.sentences.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    return pool(gatherRows(states, batch.sentences.flatMap { Array($0) }), mode, offsets: offsets)
  }
}
