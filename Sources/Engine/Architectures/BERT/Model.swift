package import Layers
package import Tensors

/// A BERT encoder: embeddings, then layers that attend in both directions.
package struct BERTModel: Backbone {
  package let configuration: BERTConfig
  private let words: EmbeddingTable
  private let positions: EmbeddingTable
  private let types: EmbeddingTable
  private let embeddingNorm: LayerNorm
  private let layers: [PostNormLayer]
  private let pooler: Linear?

  /// Reads the weights, with or without the prefix `bert.`.
  ///
  /// - Throws: `TensorError` when one is missing or has another shape or type than the configuration says.
  package init(configuration: BERTConfig, weights: WeightSource) throws {
    let prefix = BERTNames.prefixes.first {
      weights.adding(prefix: $0).has(BERTNames.Embedding.words.rawValue + ".weight")
    }
    let source = weights.adding(prefix: prefix ?? "")
    func table(_ part: BERTNames.Embedding, _ rows: Int) throws -> EmbeddingTable {
      try EmbeddingTable(source.tensor(part.rawValue + ".weight", [rows, configuration.hidden]))
    }
    self.configuration = configuration
    words = try table(.words, configuration.vocabulary)
    positions = try table(.positions, configuration.positions)
    types = try table(.types, configuration.types)
    embeddingNorm = try LayerNorm(
      source, BERTNames.Embedding.norm.rawValue, width: configuration.hidden, epsilon: configuration.epsilon)
    layers = try (0..<configuration.layers).map { try Self.layer($0, configuration, source) }
    pooler =
      source.has(BERTNames.pooler + ".weight")
      ? try Linear(source, [BERTNames.pooler], inputs: configuration.hidden, outputs: configuration.hidden) : nil
  }

  package var dimensions: BackboneDimensions {
    BackboneDimensions(
      family: "bert", hidden: configuration.hidden, layers: configuration.layers, vocabulary: configuration.vocabulary,
      maximumTokens: configuration.positions, types: configuration.types)
  }

  package func encode(_ batch: PackedBatch, in execution: Execution) -> Tensor {
    let places = (0..<batch.sequenceCount).flatMap { Int32(0)..<Int32(batch.rows(of: $0).count) }
    let position = execution.embed(places, positions)
    let type = execution.embed(batch.typeIDs.map(Int32.init), types)
    let word = execution.embed(batch.ids, words)
    let sum = execution.add(word, type)
    let embedded = execution.dropout(embeddingNorm(sum, adding: position, in: execution))
    return layers.reduce(embedded) { hidden, layer in layer(hidden, offsets: batch.offsets, in: execution) }
  }

  package func pooled(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor? {
    pooler.map { $0(execution.pool(hidden, .first, offsets: batch.offsets), then: .tanh, in: execution) }
  }

  private static func layer(_ index: Int, _ configuration: BERTConfig, _ source: WeightSource) throws -> PostNormLayer {
    let hidden = configuration.hidden
    func linear(_ names: [BERTNames.Layer], inputs: Int, outputs: Int) throws -> Linear {
      try Linear(source, names.map { $0(index) }, inputs: inputs, outputs: outputs)
    }
    func norm(_ name: BERTNames.Layer) throws -> LayerNorm {
      try LayerNorm(source, name(index), width: hidden, epsilon: configuration.epsilon)
    }
    return try PostNormLayer(
      attention: SelfAttention(
        projection: linear([.query, .key, .value], inputs: hidden, outputs: hidden),
        output: linear([.attentionOutput], inputs: hidden, outputs: hidden), heads: configuration.heads),
      attentionNorm: norm(.attentionNorm),
      feedForward: FeedForward(
        inner: linear([.inner], inputs: hidden, outputs: configuration.inner),
        outer: linear([.outer], inputs: configuration.inner, outputs: hidden), activation: configuration.activation),
      outputNorm: norm(.outputNorm))
  }
}
