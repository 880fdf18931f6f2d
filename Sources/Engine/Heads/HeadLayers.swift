import Layers
import Tensors

/// The layers that all heads share: an optional branch, a choice of rows, an optional dense layer, and the last one.
struct HeadLayers: Sendable {
  private let branch: [PostNormLayer]
  private let dense: Linear?
  private let activation: Activation?
  private let output: Linear

  /// Reads or creates the weights.
  ///
  /// - Throws: `HeadError` when the specification does not fit `hidden`, `TensorError` for the weights.
  init(_ specification: HeadSpecification, hidden: Int, names: HeadNames, weights: WeightSource) throws {
    guard !specification.labels.isEmpty else { throw HeadError.specification("labels", "at least one label") }
    branch = try Self.branch(specification.branch, hidden: hidden, names: names, weights: weights)
    activation = specification.dense
    dense = try specification.dense.map { _ in try Linear(weights, [names.dense], inputs: hidden, outputs: hidden) }
    output = try Linear(weights, [names.output], inputs: hidden, outputs: specification.labels.count)
  }

  /// Logits `[rows, labels]` of the rows that `rows` makes of hidden states `[tokens, hidden]`.
  func callAsFunction(
    _ hidden: Tensor, _ batch: PackedBatch, in execution: Execution, rows: (Tensor) -> Tensor
  ) -> Tensor {
    let states = branch.reduce(hidden) { $1($0, offsets: batch.offsets, in: execution) }
    let chosen = rows(states)
    let processed = dense.map { $0(chosen, then: activation, in: execution) } ?? chosen
    return output(execution.dropout(processed), in: execution)
  }

  private static func branch(
    _ shape: HeadBranch?, hidden: Int, names: HeadNames, weights: WeightSource
  ) throws -> [PostNormLayer] {
    guard let shape else { return [] }
    guard (1...48).contains(shape.layers), (1...1_048_576).contains(shape.inner), shape.attentionHeads > 0,
      hidden % shape.attentionHeads == 0
    else { throw HeadError.specification("branch", "1 to 48 layers whose attention heads divide \(hidden)") }
    return try (0..<shape.layers).map { index in
      try layer(shape, hidden, weights.adding(prefix: "\(names.branch).\(index)."))
    }
  }

  private static func layer(_ shape: HeadBranch, _ hidden: Int, _ weights: WeightSource) throws -> PostNormLayer {
    try PostNormLayer(
      attention: SelfAttention(
        projection: Linear(weights, ["query", "key", "value"], inputs: hidden, outputs: hidden),
        output: Linear(weights, ["attention_output"], inputs: hidden, outputs: hidden), heads: shape.attentionHeads),
      attentionNorm: LayerNorm(weights, "attention_norm", width: hidden, epsilon: 1e-12),
      feedForward: FeedForward(
        inner: Linear(weights, ["inner"], inputs: hidden, outputs: shape.inner),
        outer: Linear(weights, ["outer"], inputs: shape.inner, outputs: hidden), activation: shape.activation),
      outputNorm: LayerNorm(weights, "output_norm", width: hidden, epsilon: 1e-12))
  }
}
