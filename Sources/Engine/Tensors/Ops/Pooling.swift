/// How token rows become one row per sequence.
package enum PoolingMode: Sendable, CaseIterable {
  /// The first token's row.
  case first
  /// The mean over the tokens.
  case mean
  /// The largest value of each column.
  case max
  /// The sum over the tokens, divided by the square root of their number.
  case meanSquareRootLength
  /// The last token's row.
  case last
}

extension Execution {
  /// One row per sequence: `[tokens, hidden]` to `[sequences, hidden]`.
  ///
  /// An empty sequence gives zeros.
  package func pool(_ x: Tensor, _ mode: PoolingMode, offsets: [Int]) -> Tensor {
    precondition(offsets.last == x.rows, "pooling: shapes")
    let output = Tensor(zeros: offsets.count - 1, x.columns)
    let ranges = zip(offsets, offsets.dropFirst()).map { $0..<$1 }
    for (sequence, rows) in ranges.enumerated() where !rows.isEmpty {
      Self.pool(x, rows, mode, into: output.row(sequence))
    }
    record(output, from: [x]) { gradient, _ in
      let dx = Tensor(zeros: x.rows, x.columns)
      for (sequence, rows) in ranges.enumerated() where !rows.isEmpty {
        Self.poolBackward(x, rows, mode, gradient.row(sequence), into: dx)
      }
      x.accumulate(dx)
    }
    return output
  }

  private static func pool(
    _ x: Tensor, _ rows: Range<Int>, _ mode: PoolingMode, into output: UnsafeMutableBufferPointer<Float>
  ) {
    switch mode {
    case .first: _ = output.update(fromContentsOf: x.row(rows.lowerBound))
    case .last: _ = output.update(fromContentsOf: x.row(rows.upperBound - 1))
    case .max:
      for column in output.indices { output[column] = x.row(largest(x, rows, column))[column] }
    case .mean, .meanSquareRootLength:
      guard let sum = output.baseAddress else { return }
      let factor = factor(mode, rows.count)
      for row in rows {
        Kernels.addScaled(x.values + row * x.columns, count: x.columns, factor: factor, to: sum)
      }
    }
  }

  /// Hands the gradient of a sequence's row to the rows that it was made of.
  private static func poolBackward(
    _ x: Tensor, _ rows: Range<Int>, _ mode: PoolingMode, _ dy: UnsafeMutableBufferPointer<Float>, into dx: Tensor
  ) {
    switch mode {
    case .first: _ = dx.row(rows.lowerBound).update(fromContentsOf: dy)
    case .last: _ = dx.row(rows.upperBound - 1).update(fromContentsOf: dy)
    case .max:
      for column in dy.indices { dx.row(largest(x, rows, column))[column] = dy[column] }
    case .mean, .meanSquareRootLength:
      guard let from = dy.baseAddress else { return }
      let factor = factor(mode, rows.count)
      for row in rows { Kernels.addScaled(from, count: x.columns, factor: factor, to: dx.values + row * x.columns) }
    }
  }

  /// What each row counts in a mean.
  private static func factor(_ mode: PoolingMode, _ count: Int) -> Float {
    1 / (mode == .mean ? Float(count) : Float(count).squareRoot())
  }

  /// The first row with the column's largest value.
  private static func largest(_ x: Tensor, _ rows: Range<Int>, _ column: Int) -> Int {
    rows.reduce(rows.lowerBound) { x.row($1)[column] > x.row($0)[column] ? $1 : $0 }
  }
}
