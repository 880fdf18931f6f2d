extension Execution {
  /// Some rows of `x` in any order, also several times: `[indices, columns]`.
  ///
  /// For example the rows of the tokens that stand for sentences.
  package func gatherRows(_ x: Tensor, _ indices: [Int]) -> Tensor {
    precondition(indices.allSatisfy { $0 >= 0 && $0 < x.rows }, "gather: rows")
    let output = Tensor(rows: indices.count, columns: x.columns)
    for (row, index) in indices.enumerated() { _ = output.row(row).update(fromContentsOf: x.row(index)) }
    record(output, from: [x]) { gradient, _ in
      let dx = Tensor(zeros: x.rows, x.columns)
      for (row, index) in indices.enumerated() {
        Kernels.addScaled(
          gradient.values + row * x.columns, count: x.columns, factor: 1, to: dx.values + index * x.columns)
      }
      x.accumulate(dx)
    }
    return output
  }

  /// The rows of all `parts`, one part below the other.
  package func concatenateRows(_ parts: [Tensor]) -> Tensor {
    let columns = parts.first?.columns ?? 0
    precondition(parts.allSatisfy { $0.columns == columns }, "concatenate: columns")
    let output = Tensor(rows: parts.reduce(0) { $0 + $1.rows }, columns: columns)
    var first = 0
    for part in parts {
      (output.values + first * columns).update(from: part.values, count: part.count)
      first += part.rows
    }
    record(output, from: parts) { gradient, _ in
      var first = 0
      for part in parts {
        part.accumulate(gradient.slice(first..<first + part.rows))
        first += part.rows
      }
    }
    return output
  }

  /// The columns of all `parts`, side by side.
  package func concatenateColumns(_ parts: [Tensor]) -> Tensor {
    let rows = parts.first?.rows ?? 0
    precondition(parts.allSatisfy { $0.rows == rows }, "concatenate: rows")
    let output = Tensor(rows: rows, columns: parts.reduce(0) { $0 + $1.columns })
    Self.forEachPiece(of: parts, in: output) { part, whole, count in whole.update(from: part, count: count) }
    record(output, from: parts) { gradient, _ in
      let pieces = parts.map { Tensor(rows: $0.rows, columns: $0.columns) }
      Self.forEachPiece(of: pieces, in: gradient) { piece, whole, count in piece.update(from: whole, count: count) }
      for (part, piece) in zip(parts, pieces) { part.accumulate(piece) }
    }
    return output
  }

  /// The columns of `x` before `column`, and those from it on.
  package func splitColumns(_ x: Tensor, at column: Int) -> (left: Tensor, right: Tensor) {
    precondition(column >= 0 && column <= x.columns, "split: columns")
    let parts = [Tensor(rows: x.rows, columns: column), Tensor(rows: x.rows, columns: x.columns - column)]
    Self.forEachPiece(of: parts, in: x) { part, whole, count in part.update(from: whole, count: count) }
    for (part, first) in zip(parts, [0, column]) {
      record(part, from: [x]) { gradient, _ in
        let dx = Tensor(zeros: x.rows, x.columns)
        for row in 0..<x.rows {
          (dx.values + row * x.columns + first).update(
            from: gradient.values + row * gradient.columns, count: gradient.columns)
        }
        x.accumulate(dx)
      }
    }
    return (parts[0], parts[1])
  }

  /// Calls `body` with each row of each part and its place in the row of the whole.
  private static func forEachPiece(
    of parts: [Tensor], in whole: Tensor,
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, _ count: Int) -> Void
  ) {
    var first = 0
    for part in parts {
      for row in 0..<part.rows {
        body(part.values + row * part.columns, whole.values + row * whole.columns + first, part.columns)
      }
      first += part.columns
    }
  }
}
