import CKernels
package import Tensors

extension Execution {
  /// What each token costs a language model: `-log softmax(logits)[target]` row by row.
  ///
  /// Unlike `crossEntropy` it is computed where the logits are, so that those of a wide vocabulary never leave their thread.
  /// - Parameters:
  ///   - logits: `[tokens, vocabulary]`.
  ///   - targets: the token that came next, for each row.
  /// - Returns: `[tokens, 1]`.
  package func tokenLosses(_ logits: Tensor, _ targets: [Int32]) -> Tensor {
    precondition(targets.count == logits.rows, "token losses: one target per row")
    let output = Tensor(rows: logits.rows, columns: 1)
    // Without a tape the probabilities may go to a row that is used again.
    let probabilities = Tensor(rows: tape == nil ? 1 : logits.rows, columns: logits.columns)
    for (row, target) in targets.enumerated() {
      guard let from = logits.row(row).baseAddress else { continue }
      let to = probabilities.values + (tape == nil ? 0 : row * logits.columns)
      let logarithm = Kernels.softmax(from, count: logits.columns, to: to)
      output.values[row] = Float(logarithm - Double(from[Int(target)]))
    }
    record(output, from: [logits]) { gradient, _ in
      // d logits[c] = dy (p[c] - [c is the target]); the probabilities are scaled in place, for nobody needs them again.
      for (row, target) in targets.enumerated() {
        let slope = probabilities.values + row * logits.columns
        let factor = gradient.values[row]
        slope[Int(target)] -= 1
        Kernels.best.table.pointee.add_scaled(slope, Int64(logits.columns), factor - 1, slope)
      }
      logits.accumulate(probabilities)
    }
    return output
  }
}
