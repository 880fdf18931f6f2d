import Layers
import Tensors

/// The encoder that BERT, RoBERTa and DistilBERT share: embeddings, then layers that attend in both directions.
///
/// A family is a shape and the names of its weights.
struct PostNormEncoder: Sendable {
  let shape: EncoderShape
  private let words: EmbeddingTable
  private let positions: EmbeddingTable
  private let types: EmbeddingTable?
  private let cases: EmbeddingTable?
  private let embeddingNorm: LayerNorm
  private let layers: [PostNormLayer]
  private let pooler: Linear?
  private let names: EncoderNames
  /// What stands before the names in the checkpoint.
  private let prefix: String

  /// Reads the weights, with or without one of the family's prefixes.
  ///
  /// - Throws: `TensorError` when one is missing or has another shape or type than the configuration says.
  init(_ shape: EncoderShape, _ names: EncoderNames, weights: WeightSource) throws {
    let prefix = names.prefixes.first { weights.isStored($0 + names.words + ".weight") }
    let source = weights.adding(prefix: prefix ?? "")
    let hidden = shape.hidden
    func table(_ name: String, _ rows: Int, _ initial: Initialization = .standard) throws -> EmbeddingTable {
      try EmbeddingTable(source.tensor(name + ".weight", [rows, hidden], initial: initial))
    }
    (self.shape, self.names, self.prefix) = (shape, names, source.prefix)
    words = try table(names.words, shape.vocabulary)
    positions = try table(names.positions, shape.positions)
    types = shape.types > 0 ? try table(names.types, shape.types) : nil
    // From zero a model learns what case tells, and computes as before until then.
    cases = shape.caseFeatures > 0 ? try table(names.cases, shape.caseFeatures, .zeros) : nil
    embeddingNorm = try LayerNorm(source, names.embeddingNorm, width: hidden, epsilon: shape.epsilon)
    layers = try (0..<shape.layers).map { try Self.layer($0, shape, names, source) }
    let poolerName = names.pooler.flatMap { source.isStored($0 + ".weight") ? $0 : nil }
    pooler = try poolerName.map { try Linear(source, [$0], inputs: hidden, outputs: hidden) }
  }

  func dimensions(_ family: String) -> BackboneDimensions {
    BackboneDimensions(
      family: family, hidden: shape.hidden, layers: shape.layers,
      attentionHeads: shape.heads, inner: shape.inner, activation: shape.activation, vocabulary: shape.vocabulary,
      maximumTokens: shape.maximumTokens, types: types == nil ? 256 : shape.types, caseFeatures: shape.caseFeatures)
  }

  /// Hidden states after the layer `last`, `[tokens, hidden]`; `observe` gets those of each layer on the way, the embeddings as layer 0.
  func encode(
    _ batch: PackedBatch, through last: Int, in execution: Execution,
    observe: (_ layer: Int, _ states: Tensor) -> Void
  ) -> Tensor {
    let places = (0..<batch.sequenceCount).flatMap { shape.places(of: batch.ids[batch.rows(of: $0)]) }
    let position = execution.embed(places, positions)
    var sum = execution.embed(batch.ids, words)
    if let cases { sum = execution.add(sum, execution.embed(batch.caseIDs.map(Int32.init), cases)) }
    if let types { sum = execution.add(sum, execution.embed(batch.typeIDs.map(Int32.init), types)) }
    var hidden = execution.dropout(embeddingNorm(sum, adding: position, in: execution))
    observe(0, hidden)
    for (index, layer) in layers.prefix(last).enumerated() {
      hidden = layer(hidden, offsets: batch.offsets, in: execution)
      observe(index + 1, hidden)
    }
    return hidden
  }

  /// What the pooling layer makes of the first tokens, `[sequences, hidden]`; nil without one.
  func pooled(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor? {
    pooler.map { $0(execution.pool(hidden, .first, offsets: batch.offsets), then: .tanh, in: execution) }
  }

  /// The checkpoint's names of a layer's weights, by Stet's names for those of a head's own layers.
  func layerNames(_ index: Int) -> [String: String] {
    [
      "query": names.query, "key": names.key, "value": names.value, "attention_output": names.attentionOutput,
      "attention_norm": names.attentionNorm, "inner": names.inner, "outer": names.outer,
      "output_norm": names.outputNorm,
    ].mapValues { prefix + names.name($0, inLayer: index) }
  }

  private static func layer(
    _ index: Int, _ shape: EncoderShape, _ names: EncoderNames, _ source: WeightSource
  ) throws -> PostNormLayer {
    func linear(_ parts: [String], inputs: Int, outputs: Int) throws -> Linear {
      try Linear(source, parts.map { names.name($0, inLayer: index) }, inputs: inputs, outputs: outputs)
    }
    func norm(_ part: String) throws -> LayerNorm {
      try LayerNorm(source, names.name(part, inLayer: index), width: shape.hidden, epsilon: shape.epsilon)
    }
    return try PostNormLayer(
      attention: SelfAttention(
        projection: linear([names.query, names.key, names.value], inputs: shape.hidden, outputs: shape.hidden),
        output: linear([names.attentionOutput], inputs: shape.hidden, outputs: shape.hidden), heads: shape.heads),
      attentionNorm: norm(names.attentionNorm),
      feedForward: FeedForward(
        inner: linear([names.inner], inputs: shape.hidden, outputs: shape.inner),
        outer: linear([names.outer], inputs: shape.inner, outputs: shape.hidden), activation: shape.activation),
      outputNorm: norm(names.outputNorm))
  }
}
