extension Execution {
  /// Each row divided by its Euclidean length; a row of zeros stays, as `torch.nn.functional.normalize` has it.
  package func normalize(_ x: Tensor) -> Tensor {
    let output = Tensor(rows: x.rows, columns: x.columns)
    var factors: [Float] = []
    for row in 0..<x.rows {
      let source = x.row(row)
      let squares = source.reduce(0.0) { $0 + Double($1) * Double($1) }
      let factor = Float(1 / max(squares.squareRoot(), 1e-12))
      for (column, value) in source.enumerated() { output.row(row)[column] = value * factor }
      factors.append(factor)
    }
    record(output, from: [x]) { dy, _ in
      // With y = x / |x|: dx = (dy - y (y . dy)) / |x|, the part of dy across y.
      let dx = Tensor(rows: x.rows, columns: x.columns)
      for (row, factor) in factors.enumerated() {
        let (y, dy, dx) = (output.row(row), dy.row(row), dx.row(row))
        let along = zip(y, dy).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        for column in dx.indices { dx[column] = factor * (dy[column] - y[column] * along) }
      }
      x.accumulate(dx)
    }
    return output
  }
}
