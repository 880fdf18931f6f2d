import Tensors

/// What is trained beside a frozen linear layer; see `LowRankAdaptation`.
package struct LowRankAdapter: Sendable {
  /// `[rank, inputs]`.
  private let a: WeightMatrix
  /// `[outputs, rank]`.
  private let b: WeightMatrix
  private let scale: Float

  /// Creates `name.lora_A.weight` and `name.lora_B.weight`, or reads what was saved.
  init(_ source: WeightSource, _ name: String, _ plan: LowRankAdaptation, inputs: Int, outputs: Int) throws {
    let start = Initialization.uniform(bound: 1 / Float(inputs).squareRoot())
    let suffixes = LowRankAdaptation.suffixes
    a = try WeightMatrix(
      source.tensor(name + suffixes.a, [plan.rank, inputs], initial: start), inputs: inputs, arena: source.arena)
    b = try WeightMatrix(
      source.tensor(name + suffixes.b, [outputs, plan.rank], initial: .zeros), inputs: plan.rank, arena: source.arena)
    scale = plan.scale
  }

  /// What it adds to the layer's output.
  func callAsFunction(_ x: Tensor, in execution: Execution) -> Tensor {
    let narrow = execution.linear(execution.dropout(x), a, bias: nil)
    return execution.scale(execution.linear(narrow, b, bias: nil), by: scale)
  }
}
