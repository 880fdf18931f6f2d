package import Tensors

/// How important each sentence is among those of its sequence.
package struct SalienceHead: Sendable {
  package let specification: HeadSpecification
  private let layers: HeadLayers

  init(_ specification: HeadSpecification, _ layers: HeadLayers) throws {
    guard specification.labels.count == 1 else { throw HeadError.specification("labels", "one label for salience") }
    (self.specification, self.layers) = (specification, layers)
  }

  /// `[tokens, hidden]` to `[sentences, 1]`; see `PackedBatch.sentences`.
  package func forward(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor {
    layers(hidden, batch, in: execution) { execution.poolSentences($0, batch, specification.pooling) }
  }

  /// `[sentences, dimensions]`, the vectors of documents' sentences, to `[sentences, labels]`, where the head has a context.
  package func forward(vectors: Tensor, offsets: [Int], in execution: Execution) -> Tensor {
    layers.logits(ofVectors: vectors, offsets: offsets, in: execution)
  }

  /// One number per sentence: a probability, or for `regression` what the head says.
  package func decode(_ logits: Tensor) -> [Float] {
    logits.elements.map { specification.problem == .regression ? $0 : Probabilities.sigmoid($0) }
  }
}
