package import Layers
package import Tensors

/// A Llama decoder: rotary places, root-mean-square norms, gated feed-forward parts, shared key heads.
package struct LlamaModel: LanguageModel {
  package let configuration: LlamaConfig
  private let decoder: PreNormDecoder

  /// Reads the weights, with or without the prefix `model.`.
  ///
  /// - Throws: `TensorError` when one is missing or has another shape or type than the configuration says.
  package init(configuration: LlamaConfig, weights: WeightSource) throws {
    self.configuration = configuration
    let shape = configuration.shape
    let isBare = weights.isStored(LlamaNames.words + ".weight")
    let source = weights.adding(prefix: isBare ? "" : LlamaNames.prefix)
    decoder = try PreNormDecoder(
      shape, source, words: LlamaNames.words, rotary: configuration.rotary,
      norm: RMSNorm(source, LlamaNames.norm, width: shape.hidden, epsilon: shape.epsilon),
      head: (weights, LlamaNames.head)
    ) { try Self.layer(configuration, source.adding(prefix: "\(LlamaNames.layers).\($0).")) }
  }

  package var dimensions: BackboneDimensions { decoder.dimensions(configuration.family) }
  package var attention: AttentionShape { configuration.shape.attention }
  package var predictsTokens: Bool { decoder.predictsTokens }

  package func encode(
    _ batch: PackedBatch, through last: Int, in execution: Execution,
    observe: (_ layer: Int, _ states: Tensor) -> Void
  ) -> Tensor {
    decoder.encode(batch, through: last, in: execution, observe: observe)
  }

  package func extend(
    _ cache: KeyValueCache, by ids: [Int32], at places: [Int32], mask: AttentionMask?, in execution: Execution
  ) -> Tensor {
    decoder.extend(cache, by: ids, at: places, mask: mask, in: execution)
  }

  package func logits(_ hidden: Tensor, in execution: Execution) -> Tensor { decoder.logits(hidden, in: execution) }

  private static func layer(_ configuration: LlamaConfig, _ source: WeightSource) throws -> PreNormLayer {
    let (shape, heads) = (configuration.shape, configuration.shape.attention)
    func norm(_ name: String) throws -> RMSNorm {
      try RMSNorm(source, name, width: shape.hidden, epsilon: shape.epsilon)
    }
    return try PreNormLayer(
      attentionNorm: norm(LlamaNames.attentionNorm), attention: attention(configuration, heads, source),
      feedForwardNorm: norm(LlamaNames.feedForwardNorm),
      feedForward: GatedFeedForward(
        inner: Linear(
          source, [LlamaNames.gate, LlamaNames.up], inputs: shape.hidden, outputs: shape.inner,
          bias: configuration.hasFeedForwardBias),
        outer: Linear(
          source, [LlamaNames.down], inputs: shape.inner, outputs: shape.hidden,
          bias: configuration.hasFeedForwardBias, initial: shape.residualStart),
        activation: shape.activation))
  }

  private static func attention(
    _ configuration: LlamaConfig, _ heads: AttentionShape, _ source: WeightSource
  ) throws -> CausalAttention {
    let (shape, bias) = (configuration.shape, configuration.hasQueryBias)
    return try CausalAttention(
      projection: .split(
        query: Linear(source, [LlamaNames.query], inputs: shape.hidden, outputs: heads.queryColumns, bias: bias),
        keyValue: Linear(
          source, [LlamaNames.key, LlamaNames.value], inputs: shape.hidden, outputs: heads.keyColumns, bias: bias)),
      output: Linear(
        source, [LlamaNames.attentionOutput], inputs: heads.queryColumns, outputs: shape.hidden,
        bias: configuration.hasOutputBias, initial: shape.residualStart),
      shape: heads)
  }
}
