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
  ///   - transposed: whether the checkpoint has the one matrix as `[inputs, outputs]`.
  ///   - initial: what new weights start from.
  /// - Throws: `TensorError` when a weight is missing or has another shape or type, or when a transposed one is to be adapted.
  package init(
    _ source: WeightSource, _ names: [String], inputs: Int, outputs: Int, bias: Bool = true, transposed: Bool = false,
    initial: Initialization = .standard
  ) throws {
    let shape = transposed ? [inputs, outputs] : [outputs, inputs]
    let matrices = try source.tensors(names.map { $0 + ".weight" }, shape, initial: initial)
    weights = try WeightMatrix(
      matrices, inputs: inputs, transposed: transposed, arena: source.arena, precision: source.precision)
    self.bias = bias ? try Vector(source.tensors(names.map { $0 + ".bias" }, [outputs], initial: .zeros)) : nil
    adapter = try source.adapter(names[0], inputs: inputs, outputs: outputs * names.count)
    guard adapter == nil || !transposed else {
      throw TensorError(
        code: "adapter-unsupported",
        message: "the weights of \(names[0].prefix(200)) lie transposed, which adapters cannot follow",
        hint: "Train this model without adapters, or adapt another family.")
    }
  }

  /// A layer of a matrix that is there already, without bias: an embedding table that also predicts.
  package init(_ weights: WeightMatrix) { (self.weights, bias, adapter) = (weights, nil, nil) }

  /// `[rows, inputs]` to `[rows, outputs]`.
  package func callAsFunction(_ x: Tensor, then activation: Activation? = nil, in execution: Execution) -> Tensor {
    guard let adapter else { return execution.linear(x, weights, bias: bias, then: activation) }
    let sum = execution.add(execution.linear(x, weights, bias: bias), adapter(x, in: execution))
    return activation.map { execution.activate(sum, $0) } ?? sum
  }
}
