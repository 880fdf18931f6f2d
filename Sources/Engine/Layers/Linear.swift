package import Tensors

/// `x weights^T + bias`.
package struct Linear: Sendable {
  package let weights: WeightMatrix
  package let bias: Vector?
  /// What is trained beside the weights; nil for none.
  package let adapter: LowRankAdapter?

  /// Reads `name.weight` and `name.bias`; several names of one input become one layer, their outputs side by side.
  ///
  /// - Parameters:
  ///   - outputs: of each name.
  ///   - bias: whether the layer has one.
  /// - Throws: `TensorError` when a weight is missing or has another shape or type.
  package init(
    _ source: WeightSource, _ names: [String], inputs: Int, outputs: Int, bias: Bool = true
  ) throws {
    let matrices = try source.tensors(names.map { $0 + ".weight" }, [outputs, inputs])
    weights = try WeightMatrix(matrices, inputs: inputs, arena: source.arena, precision: source.precision)
    self.bias = bias ? try Vector(source.tensors(names.map { $0 + ".bias" }, [outputs], initial: .zeros)) : nil
    adapter = try source.adapter(names[0], inputs: inputs, outputs: outputs * names.count)
  }

  /// `[rows, inputs]` to `[rows, outputs]`.
  package func callAsFunction(_ x: Tensor, then activation: Activation? = nil, in execution: Execution) -> Tensor {
    guard let adapter else { return execution.linear(x, weights, bias: bias, then: activation) }
    let sum = execution.add(execution.linear(x, weights, bias: bias), adapter(x, in: execution))
    return activation.map { execution.activate(sum, $0) } ?? sum
  }
}
