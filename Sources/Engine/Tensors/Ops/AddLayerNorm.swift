import CKernels

extension Execution {
  /// Layer normalisation of `x + residual`, row by row (Ba, Kiros, Hinton, arXiv 1607.06450); all `[rows, columns]`.
  package func addLayerNorm(
    _ x: Tensor, _ residual: Tensor?, gain: Vector, bias: Vector, epsilon: Float
  ) -> Tensor {
    guard tape != nil, let residual else { return norm(x, residual, gain: gain, bias: bias, epsilon: epsilon) }
    return norm(add(x, residual), nil, gain: gain, bias: bias, epsilon: epsilon)
  }

  /// `a + b`, of one shape.
  package func add(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(a.rows == b.rows && a.columns == b.columns, "add: shapes")
    let output = Tensor(rows: a.rows, columns: a.columns)
    output.values.update(from: a.values, count: a.rows * a.columns)
    stet_accumulate(b.values, Int64(a.rows * a.columns), output.values)
    tape?.record(TapeStep(operation: .add, inputs: [a, b], output: output))
    return output
  }

  private func norm(_ x: Tensor, _ residual: Tensor?, gain: Vector, bias: Vector, epsilon: Float) -> Tensor {
    precondition(gain.count == x.columns && bias.count == x.columns, "layer norm: shapes")
    let output = Tensor(rows: x.rows, columns: x.columns)
    Kernels.best.table.pointee.add_layer_norm(
      x.values, residual?.values, Int64(x.rows), Int64(x.columns), gain.values, bias.values, epsilon, output.values)
    tape?.record(
      TapeStep(operation: .layerNorm(gain: gain, bias: bias, epsilon: epsilon), inputs: [x], output: output))
    return output
  }
}
