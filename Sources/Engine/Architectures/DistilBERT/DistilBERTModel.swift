package import Layers
package import Tensors

/// A DistilBERT encoder: BERT's without segments and without a pooling layer.
package struct DistilBERTModel: Backbone {
  package let configuration: DistilBERTConfig
  private let encoder: PostNormEncoder

  /// Reads the weights, with or without the prefix `distilbert.`.
  ///
  /// - Throws: `TensorError` when one is missing or has another shape or type than the configuration says.
  package init(configuration: DistilBERTConfig, weights: WeightSource) throws {
    self.configuration = configuration
    encoder = try PostNormEncoder(configuration.shape, .distilbert, weights: weights)
  }

  package var dimensions: BackboneDimensions { encoder.dimensions("distilbert") }

  package func encode(
    _ batch: PackedBatch, through last: Int, in execution: Execution,
    observe: (_ layer: Int, _ states: Tensor) -> Void
  ) -> Tensor {
    encoder.encode(batch, through: last, in: execution, observe: observe)
  }

  package func layerNames(_ index: Int) -> [String: String] { encoder.layerNames(index) }

  package func pooled(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor? { nil }
}
