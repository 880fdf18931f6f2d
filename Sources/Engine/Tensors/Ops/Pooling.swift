import CKernels

/// How token rows become one row per sequence.
package enum PoolingMode: Sendable {
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
    let output = Tensor(rows: offsets.count - 1, columns: x.columns)
    output.values.update(repeating: 0, count: output.rows * output.columns)
    for (sequence, (start, end)) in zip(offsets, offsets.dropFirst()).enumerated() where start < end {
      Self.pool(x, start..<end, mode, into: output.row(sequence))
    }
    tape?.record(TapeStep(operation: .pool(mode, offsets: offsets), inputs: [x], output: output))
    return output
  }

  private static func pool(
    _ x: Tensor, _ rows: Range<Int>, _ mode: PoolingMode, into output: UnsafeMutableBufferPointer<Float>
  ) {
    switch mode {
    case .first: _ = output.update(fromContentsOf: x.row(rows.lowerBound))
    case .last: _ = output.update(fromContentsOf: x.row(rows.upperBound - 1))
    case .max:
      _ = output.update(fromContentsOf: x.row(rows.lowerBound))
      for row in rows.dropFirst() {
        for (column, value) in x.row(row).enumerated() where value > output[column] { output[column] = value }
      }
    case .mean, .meanSquareRootLength:
      for row in rows { stet_accumulate(x.row(row).baseAddress, Int64(x.columns), output.baseAddress) }
      let count = Float(rows.count)
      let factor = 1 / (mode == .mean ? count : count.squareRoot())
      for column in output.indices { output[column] *= factor }
    }
  }
}
