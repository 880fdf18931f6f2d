extension Execution {
  /// The dot product of each row of `a` with each row of `b`, `a b^T`: `[rows of a, rows of b]`.
  package func product(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(a.columns == b.columns, "product: columns")
    let output = Tensor(rows: a.rows, columns: b.rows)
    BLAS.multiply(
      a.values, rows: a.rows, inputs: a.columns, weights: b.values, outputs: b.rows, into: output.values,
      rowDistance: b.rows, adding: false)
    record(output, from: [a, b]) { gradient, _ in
      // da = dy b, db = dy^T a.
      if a.needsGradient {
        let da = Tensor(rows: a.rows, columns: a.columns)
        BLAS.multiplyBack(
          gradient.values, rows: a.rows, outputs: b.rows, rowDistance: b.rows, weights: b.values, inputs: b.columns,
          into: da.values, adding: false)
        a.accumulate(da)
      }
      if b.needsGradient {
        let db = Tensor(rows: b.rows, columns: b.columns)
        BLAS.multiplyTransposed(
          gradient.values, a.values, rows: a.rows, outputs: b.rows, inputs: a.columns, into: db.values, adding: false)
        b.accumulate(db)
      }
    }
    return output
  }

  /// The dot product of each row of `a` with the same row of `b`: `[rows, 1]`.
  package func rowProducts(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(a.rows == b.rows && a.columns == b.columns, "row products: shapes")
    let output = Tensor(rows: a.rows, columns: 1)
    for row in 0..<a.rows { output.values[row] = zip(a.row(row), b.row(row)).reduce(0) { $0 + $1.0 * $1.1 } }
    record(output, from: [a, b]) { gradient, _ in
      // da = dy b and db = dy a, row by row.
      for (x, other) in [(a, b), (b, a)] where x.needsGradient {
        let dx = Tensor(zeros: x.rows, x.columns)
        for row in 0..<x.rows {
          let start = row * x.columns
          Kernels.addScaled(other.values + start, count: x.columns, factor: gradient.values[row], to: dx.values + start)
        }
        x.accumulate(dx)
      }
    }
    return output
  }

  /// The Euclidean distance of each row of `a` from the same row of `b`: `[rows, 1]`.
  ///
  /// Its gradient at a distance of zero is taken as zero.
  package func rowDistances(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(a.rows == b.rows && a.columns == b.columns, "row distances: shapes")
    let output = Tensor(rows: a.rows, columns: 1)
    for row in 0..<a.rows {
      output.values[row] = zip(a.row(row), b.row(row)).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        .squareRoot()
    }
    record(output, from: [a, b]) { gradient, _ in
      // da = dy (a - b) / |a - b| = -db.
      for (x, other) in [(a, b), (b, a)] where x.needsGradient {
        let dx = Tensor(rows: x.rows, columns: x.columns)
        for row in 0..<x.rows {
          let factor = output.values[row] > 0 ? gradient.values[row] / output.values[row] : 0
          for column in 0..<x.columns { dx.row(row)[column] = factor * (x.row(row)[column] - other.row(row)[column]) }
        }
        x.accumulate(dx)
      }
    }
    return output
  }
}
