import Layers
import Tensors

/// The decoder that GPT-2 and Llama share: embeddings, layers that attend backwards, a norm, and a projection to the vocabulary.
///
/// A family reads its own layers.
struct PreNormDecoder: Sendable {
  let shape: DecoderShape
  private let words: EmbeddingTable
  /// Embeddings of places; nil for a family that turns queries and keys instead.
  private let places: EmbeddingTable?
  private let rotary: Rotary?
  private let layers: [PreNormLayer]
  private let norm: any RowLayer
  /// Nil where the checkpoint cannot predict.
  private let head: Linear?

  /// - Parameters:
  ///   - words: the name of the table of words.
  ///   - head: the name of the projection to the vocabulary where it is not the table of words.
  ///   - layer: reads the layer of this number.
  /// - Throws: `TensorError` when a weight is missing or has another shape or type than the configuration says.
  init(
    _ shape: DecoderShape, _ source: WeightSource, words name: String, places: EmbeddingTable? = nil,
    rotary: Rotary? = nil, norm: any RowLayer, head: (source: WeightSource, name: String),
    layer: (_ index: Int) throws -> PreNormLayer
  ) throws {
    self.shape = shape
    let table = try source.tensor(name + ".weight", [shape.vocabulary, shape.hidden])
    words = try EmbeddingTable(table)
    (self.places, self.rotary, self.norm) = (places, rotary, norm)
    layers = try (0..<shape.layers).map(layer)
    if shape.isTied {
      self.head = Linear(
        try WeightMatrix(table, inputs: shape.hidden, arena: source.arena, precision: source.precision))
    } else if head.source.has(head.name + ".weight") {
      self.head = try Linear(head.source, [head.name], inputs: shape.hidden, outputs: shape.vocabulary, bias: false)
    } else {
      self.head = nil
    }
  }

  var predictsTokens: Bool { head != nil }

  func dimensions(_ family: String) -> BackboneDimensions {
    BackboneDimensions(
      family: family, hidden: shape.hidden, layers: shape.layers, attentionHeads: shape.attention.heads,
      inner: shape.inner, activation: shape.activation, vocabulary: shape.vocabulary, maximumTokens: shape.positions,
      types: 256, caseFeatures: 0)
  }

  /// Hidden states of whole sequences; those of the last layer are normalised.
  func encode(
    _ batch: PackedBatch, through last: Int, in execution: Execution,
    observe: (_ layer: Int, _ states: Tensor) -> Void
  ) -> Tensor {
    let places = (0..<batch.sequenceCount).flatMap { Array(0..<Int32(batch.rows(of: $0).count)) }
    return run(batch.ids, at: places, .none(offsets: batch.offsets), through: last, in: execution, observe: observe)
  }

  func extend(
    _ cache: KeyValueCache, by ids: [Int32], at places: [Int32], mask: AttentionMask?, in execution: Execution
  ) -> Tensor {
    cache.reserve(ids.count)
    let hidden = run(ids, at: places, .cache(cache, mask), through: shape.layers, in: execution) { _, _ in }
    cache.advance(by: ids.count)
    return hidden
  }

  func logits(_ hidden: Tensor, in execution: Execution) -> Tensor {
    guard let head else { preconditionFailure("a model that predicts tokens") }
    return head(hidden, in: execution)
  }

  private func run(
    _ ids: [Int32], at rows: [Int32], _ past: CausalContext.Past, through last: Int, in execution: Execution,
    observe: (_ layer: Int, _ states: Tensor) -> Void
  ) -> Tensor {
    let context = CausalContext(past: past, angles: rotary.map { $0.angles(at: rows) })
    var hidden = execution.embed(ids, words)
    if let places { hidden = execution.add(hidden, execution.embed(rows, places)) }
    hidden = execution.dropout(hidden)
    observe(0, hidden)
    for (index, layer) in layers.prefix(last).enumerated() {
      hidden = layer(hidden, context, layer: index, in: execution)
      if index + 1 == shape.layers { hidden = norm(hidden, in: execution) }
      observe(index + 1, hidden)
    }
    return hidden
  }
}
