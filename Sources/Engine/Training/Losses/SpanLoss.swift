package import Tensors

/// The first and the last token of an answer, counted from the start of their sequence.
package struct TokenSpan: Sendable, Equatable {
  package let start: Int
  package let end: Int

  package init(start: Int, end: Int) { (self.start, self.end) = (start, end) }
}

extension Execution {
  /// The mean cross-entropy of start and end positions: a softmax over the tokens of each sequence for either (Devlin et al.,
  /// arXiv 1810.04805, section 4.2).
  ///
  /// - Parameters:
  ///   - logits: start and end side by side, `[tokens, 2]`.
  ///   - offsets: `[sequences + 1]` token rows of the sequences.
  ///   - targets: one per sequence; nil does not count. "No answer" points to a token chosen for it, as a rule the first.
  /// - Returns: `[1, 1]`, 0 when none counts.
  package func spanLoss(_ logits: Tensor, offsets: [Int], _ targets: [TokenSpan?]) -> Tensor {
    precondition(logits.columns == 2 && offsets.last == logits.rows, "span loss: shapes")
    precondition(targets.count == offsets.count - 1, "span loss: one target per sequence")
    let gradient = Tensor(zeros: logits.rows, 2)
    let count = Double(2 * targets.compactMap { $0 }.count)
    var value = 0.0
    for (sequence, target) in targets.enumerated() {
      guard let target else { continue }
      let rows = offsets[sequence]..<offsets[sequence + 1]
      for (column, position) in [target.start, target.end].enumerated() {
        let softmax = Softmax(rows.map { logits.row($0)[column] })
        value -= softmax.logarithms[position] / count
        for (row, p) in zip(rows, softmax.probabilities) { gradient.row(row)[column] = Float(p / count) }
        gradient.row(rows.lowerBound + position)[column] -= Float(1 / count)
      }
    }
    return loss(value, [(logits, gradient)])
  }
}
