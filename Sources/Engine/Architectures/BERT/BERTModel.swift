package import Layers
package import Tensors

/// A BERT encoder: embeddings, then layers that attend in both directions.
package struct BERTModel: Backbone {
  package let configuration: BERTConfig
  private let encoder: PostNormEncoder

  /// Reads the weights, with or without the prefix `bert.`.
  ///
  /// - Throws: `TensorError` when one is missing or has another shape or type than the configuration says.
  package init(configuration: BERTConfig, weights: WeightSource) throws {
    self.configuration = configuration
    encoder = try PostNormEncoder(configuration.shape, .bert, weights: weights)
  }

  package var dimensions: BackboneDimensions { encoder.dimensions("bert") }

  package func encode(
    _ batch: PackedBatch, through last: Int, in execution: Execution,
    observe: (_ layer: Int, _ states: Tensor) -> Void
  ) -> Tensor {
    encoder.encode(batch, through: last, in: execution, observe: observe)
  }

  package func layerNames(_ index: Int) -> [String: String] { encoder.layerNames(index) }

  package func pooled(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor? {
    encoder.pooled(hidden, batch, in: execution)
  }
}
