extension Execution {
  /// `a + b`, of one shape.
  package func add(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(a.rows == b.rows && a.columns == b.columns, "add: shapes")
    let output = Tensor(rows: a.rows, columns: a.columns)
    output.values.update(from: a.values, count: a.count)
    Kernels.addScaled(b.values, count: b.count, factor: 1, to: output.values)
    record(output, from: [a, b]) { gradient, _ in
      a.accumulate(gradient)
      b.accumulate(gradient)
    }
    return output
  }

  /// `factor * x`.
  package func scale(_ x: Tensor, by factor: Float) -> Tensor {
    func scaled(_ from: Tensor) -> Tensor {
      let output = Tensor(rows: from.rows, columns: from.columns)
      output.values.update(repeating: 0, count: from.count)
      Kernels.addScaled(from.values, count: from.count, factor: factor, to: output.values)
      return output
    }
    let output = scaled(x)
    record(output, from: [x]) { gradient, _ in x.accumulate(scaled(gradient)) }
    return output
  }
}
