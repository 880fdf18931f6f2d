import Layers
import Tensors

extension PostNormLayer {
  /// Reads or creates a layer that belongs to a head, under Stet's names.
  ///
  /// - Throws: `TensorError` for the weights.
  init(_ weights: WeightSource, width: Int, inner: Int, attentionHeads: Int, activation: Activation) throws {
    self.init(
      attention: SelfAttention(
        projection: try Linear(weights, ["query", "key", "value"], inputs: width, outputs: width),
        output: try Linear(weights, ["attention_output"], inputs: width, outputs: width), heads: attentionHeads),
      attentionNorm: try LayerNorm(weights, "attention_norm", width: width, epsilon: 1e-12),
      feedForward: FeedForward(
        inner: try Linear(weights, ["inner"], inputs: width, outputs: inner),
        outer: try Linear(weights, ["outer"], inputs: inner, outputs: width), activation: activation),
      outputNorm: try LayerNorm(weights, "output_norm", width: width, epsilon: 1e-12))
  }
}
