package import Tensors

/// A label for each sentence, where several stand in one sequence and so know each other.
///
/// See A. Cohan et al., "Pretrained language models for sequential sentence classification" (2019); here a sentence is the mean of its tokens'
/// rows, which needs no token of its own between sentences.
package struct SequentialSentenceHead: Sendable {
  package let specification: HeadSpecification
  private let layers: HeadLayers
  private let decoder: ClassDecoder

  init(_ specification: HeadSpecification, _ layers: HeadLayers) {
    (self.specification, self.layers) = (specification, layers)
    decoder = ClassDecoder(specification)
  }

  /// `[tokens, hidden]` to `[sentences, labels]`; see `PackedBatch.sentences`.
  package func forward(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor {
    layers(hidden, batch, in: execution) { execution.poolSentences($0, batch, specification.pooling) }
  }

  /// `[sentences, dimensions]`, the vectors of documents' sentences, to `[sentences, labels]`, where the head has a context.
  package func forward(vectors: Tensor, offsets: [Int], in execution: Execution) -> Tensor {
    layers.logits(ofVectors: vectors, offsets: offsets, in: execution)
  }

  /// One prediction per sentence.
  package func decode(_ logits: Tensor) -> [ClassPrediction] { decoder.decode(logits) }
}
