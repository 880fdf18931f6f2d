package import Tensors

/// `x weights^T + bias`.
package struct Linear: Sendable {
  package let weights: PackedMatrix
  package let bias: Vector?

  /// Reads `name.weight` and `name.bias`; several names of one input become one layer, their outputs side by side.
  ///
  /// - Parameters:
  ///   - outputs: of each name.
  ///   - bias: whether the layer has one.
  /// - Throws: `TensorError` when a weight is missing or has another shape or type.
  package init(
    _ source: WeightSource, _ names: [String], inputs: Int, outputs: Int, bias: Bool = true
  ) throws {
    let matrices = try names.map { try source.tensor($0 + ".weight", [outputs, inputs]) }
    self.bias = bias ? try Vector(names.map { try source.tensor($0 + ".bias", [outputs]) }) : nil
    weights = try PackedMatrix(matrices, inputs: inputs, arena: source.checkpoint.arena)
  }

  /// `[rows, inputs]` to `[rows, outputs]`.
  package func callAsFunction(_ x: Tensor, then activation: Activation? = nil, in execution: Execution) -> Tensor {
    execution.linear(x, weights, bias: bias, then: activation)
  }
}
