package import Layers
package import Tensors

/// A GPT-2 decoder: learnt places, layer norms, matrices that lie transposed in its checkpoints.
package struct GPT2Model: LanguageModel {
  package let configuration: GPT2Config
  private let decoder: PreNormDecoder

  /// Reads the weights, with or without the prefix `transformer.`.
  ///
  /// - Throws: `TensorError` when one is missing or has another shape or type than the configuration says.
  package init(configuration: GPT2Config, weights: WeightSource) throws {
    self.configuration = configuration
    let shape = configuration.shape
    let isBare = weights.isStored(GPT2Names.words + ".weight")
    let source = weights.adding(prefix: isBare ? "" : GPT2Names.prefix)
    decoder = try PreNormDecoder(
      shape, source, words: GPT2Names.words,
      places: EmbeddingTable(source.tensor(GPT2Names.places + ".weight", [shape.positions, shape.hidden])),
      norm: LayerNorm(source, GPT2Names.norm, width: shape.hidden, epsilon: shape.epsilon),
      head: (weights, GPT2Names.head)
    ) { try Self.layer(shape, source.adding(prefix: "\(GPT2Names.layers).\($0).")) }
  }

  package var dimensions: BackboneDimensions { decoder.dimensions("gpt2") }
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

  package func scaleAxis(of weight: String) -> ScaleAxis {
    GPT2Names.transposed.contains { weight.hasSuffix(".\($0).weight") } ? .columns : .rows
  }

  package func logits(_ hidden: Tensor, in execution: Execution) -> Tensor { decoder.logits(hidden, in: execution) }

  private static func layer(_ shape: DecoderShape, _ source: WeightSource) throws -> PreNormLayer {
    func linear(_ name: String, _ inputs: Int, _ outputs: Int, _ initial: Initialization = .standard) throws -> Linear {
      try Linear(source, [name], inputs: inputs, outputs: outputs, transposed: true, initial: initial)
    }
    func norm(_ name: String) throws -> LayerNorm {
      try LayerNorm(source, name, width: shape.hidden, epsilon: shape.epsilon)
    }
    return try PreNormLayer(
      attentionNorm: norm(GPT2Names.attentionNorm),
      attention: CausalAttention(
        projection: .joint(linear(GPT2Names.projection, shape.hidden, 3 * shape.hidden)),
        output: linear(GPT2Names.attentionOutput, shape.hidden, shape.hidden, shape.residualStart),
        shape: shape.attention),
      feedForwardNorm: norm(GPT2Names.feedForwardNorm),
      feedForward: FeedForward(
        inner: linear(GPT2Names.inner, shape.hidden, shape.inner),
        outer: linear(GPT2Names.outer, shape.inner, shape.hidden, shape.residualStart), activation: shape.activation))
  }
}
