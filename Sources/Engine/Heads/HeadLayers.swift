import Layers
import Tensors

/// The layers that all heads share: an optional branch, a choice of rows, or layers over sentences; an optional dense layer, and the last one.
struct HeadLayers: Sendable {
  private let branch: [PostNormLayer]
  /// What says of each token, before the branch's last layer, whether it needs that layer.
  let detector: Detector?
  private let context: SentenceContext?
  private let dense: Linear?
  private let activation: Activation?
  private let output: Linear

  /// Reads or creates the weights.
  ///
  /// - Throws: `HeadError` when the specification does not fit `hidden`, `TensorError` for the weights.
  init(_ specification: HeadSpecification, hidden: Int, names: HeadNames, weights: WeightSource) throws {
    guard !specification.labels.isEmpty else { throw HeadError.specification("labels", "at least one label") }
    branch = try Self.branch(specification.branch, hidden: hidden, names: names, weights: weights)
    context = try specification.context.map {
      try SentenceContext($0, dimensions: hidden, weights: weights.adding(prefix: "\(names.context)."))
    }
    activation = specification.dense
    detector = try Self.detector(specification.branch, hidden: hidden, names: names, weights: weights)
    let width = specification.context?.width ?? hidden
    dense = try specification.dense.map { _ in try Linear(weights, [names.dense], inputs: width, outputs: width) }
    output = try Linear(weights, [names.output], inputs: width, outputs: specification.labels.count)
  }

  /// Logits `[rows, labels]` of the rows that `rows` makes of hidden states `[tokens, hidden]`.
  func callAsFunction(
    _ hidden: Tensor, _ batch: PackedBatch, in execution: Execution, rows: (Tensor) -> Tensor
  ) -> Tensor {
    let states = branch.reduce(hidden) { $1($0, offsets: batch.offsets, in: execution) }
    return logits(rows(states), in: execution)
  }

  /// Logits `[sentences, labels]` of the vectors `[sentences, hidden]` of some documents' sentences, for heads with a context.
  func logits(ofVectors vectors: Tensor, offsets: [Int], in execution: Execution) -> Tensor {
    guard let context else { preconditionFailure("the head reads tokens") }
    return logits(context(vectors, offsets: offsets, in: execution), in: execution)
  }

  /// The states before the branch's last layer, `[tokens, hidden]`, for those who look at the rows of a detector.
  func statesBeforeLast(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor {
    branch.dropLast().reduce(hidden) { $1($0, offsets: batch.offsets, in: execution) }
  }

  /// Logits `[rows, labels]` of some rows of the states before the branch's last layer.
  func logits(
    ofStatesBeforeLast states: Tensor, offsets: [Int], rows: [Int], in execution: Execution
  ) -> Tensor {
    let last = branch.last.map { $0(states, offsets: offsets, rows: rows, in: execution) }
    return logits(last ?? execution.gatherRows(states, rows), in: execution)
  }

  private func logits(_ chosen: Tensor, in execution: Execution) -> Tensor {
    let processed = dense.map { $0(chosen, then: activation, in: execution) } ?? chosen
    return output(execution.dropout(processed), in: execution)
  }

  private static func detector(
    _ shape: HeadBranch?, hidden: Int, names: HeadNames, weights: WeightSource
  ) throws -> Detector? {
    guard let shape, let width = shape.detector else { return nil }
    guard shape.layers > 1, (1...1024).contains(width) else {
      throw HeadError.specification("detector", "1 to 1,024 numbers in a branch of two layers or more")
    }
    return Detector(
      dense: try Linear(weights, ["\(names.detector).dense"], inputs: hidden, outputs: width),
      output: try Linear(weights, ["\(names.detector).output"], inputs: width, outputs: 1))
  }

  private static func branch(
    _ shape: HeadBranch?, hidden: Int, names: HeadNames, weights: WeightSource
  ) throws -> [PostNormLayer] {
    guard let shape else { return [] }
    guard (1...48).contains(shape.layers), widths.contains(shape.inner),
      widths.contains(shape.lastInner ?? shape.inner), shape.attentionHeads > 0,
      hidden % shape.attentionHeads == 0
    else { throw HeadError.specification("branch", "1 to 48 layers whose attention heads divide \(hidden)") }
    return try (0..<shape.layers).map { index in
      let isLast = index == shape.layers - 1
      return try PostNormLayer(
        weights.adding(prefix: "\(names.branch).\(index)."), width: hidden,
        inner: isLast ? shape.lastInner ?? shape.inner : shape.inner, attentionHeads: shape.attentionHeads,
        activation: shape.activation)
    }
  }

  private static let widths = 1...1_048_576
}
