package import Tensors

/// Labels or a number for each sequence, a text or a pair of texts.
package struct SequenceHead: Sendable {
  package let specification: HeadSpecification
  private let layers: HeadLayers
  private let decoder: ClassDecoder

  init(_ specification: HeadSpecification, _ layers: HeadLayers) throws {
    let count = specification.thresholds.count
    guard count == 0 || count == specification.labels.count else {
      throw HeadError.specification("thresholds", "one per label or none")
    }
    (self.specification, self.layers) = (specification, layers)
    decoder = ClassDecoder(specification)
  }

  /// `[tokens, hidden]` to `[sequences, labels]`.
  package func forward(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor {
    let mode: PoolingMode = specification.pooling == .first ? .first : .mean
    return layers(hidden, batch, in: execution) { execution.pool($0, mode, offsets: batch.offsets) }
  }

  /// One prediction per sequence.
  package func decode(_ logits: Tensor) -> [ClassPrediction] { decoder.decode(logits) }
}
