extension Execution {
  /// Each row divided by its Euclidean length; a row of zeros stays, as `torch.nn.functional.normalize` has it.
  package func normalize(_ x: Tensor) -> Tensor {
    let output = Tensor(rows: x.rows, columns: x.columns)
    for row in 0..<x.rows {
      let source = x.row(row)
      let squares = source.reduce(0.0) { $0 + Double($1) * Double($1) }
      let factor = Float(1 / max(squares.squareRoot(), 1e-12))
      for (column, value) in source.enumerated() { output.row(row)[column] = value * factor }
    }
    tape?.record(TapeStep(operation: .normalize, inputs: [x], output: output))
    return output
  }
}
