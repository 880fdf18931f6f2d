import CKernels

/// How much a pass drops, and with which mask.
///
/// Masks are hashes of `key` and of the place in the pass: the same key gives the same masks, and nothing else is kept.
package struct DropoutPlan: Sendable {
  /// The probability with which a number becomes zero, in 0 ..< 1.
  package let rate: Float
  private var key: UInt64

  /// - Parameter key: another one for each pass and thread.
  package init(rate: Float, key: UInt64) {
    precondition(rate >= 0 && rate < 1, "a rate of dropout is in 0 ..< 1")
    (self.rate, self.key) = (rate, key)
  }

  mutating func next() -> (rate: Float, key: UInt64)? {
    guard rate > 0 else { return nil }
    key &+= 0x9E37_79B9_7F4A_7C15
    return (rate, SeededGenerator(key).first)
  }
}

extension Execution {
  /// `x` with some numbers set to zero and the others divided by `1 - rate`, so that sums stay the same on average (Srivastava et al.,
  /// JMLR 15, 2014).
  ///
  /// Layers call it wherever their architecture drops in training; an execution without a `DropoutPlan` returns `x`.
  package func dropout(_ x: Tensor) -> Tensor {
    guard tape != nil, let (rate, key) = nextDropout() else { return x }
    func drop(_ from: Tensor) -> Tensor {
      let output = Tensor(rows: from.rows, columns: from.columns)
      Kernels.best.table.pointee.dropout(from.values, Int64(from.count), rate, key, 0, output.values)
      return output
    }
    let output = drop(x)
    record(output, from: [x]) { gradient, _ in x.accumulate(drop(gradient)) }
    return output
  }
}
