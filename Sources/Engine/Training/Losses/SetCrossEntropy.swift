package import Tensors

extension Execution {
  /// Cross-entropy where a row's target is a set of classes: the mean of `-log` of the sum of their probabilities.
  ///
  /// Data sets that label only some of the classes of a head train it together in this way: where one of them says "outside", the truth is
  /// outside or any class that it does not label.
  ///
  /// - Parameters:
  ///   - logits: `[rows, classes]`.
  ///   - targets: per row an index of `sets`, or `CrossEntropyOptions.ignored`.
  ///   - sets: classes, each once; not empty.
  /// - Returns: `[1, 1]`.
  package func setCrossEntropy(_ logits: Tensor, _ targets: [Int32], sets: [[Int]]) -> Tensor {
    precondition(targets.count == logits.rows, "cross-entropy: one set per row")
    let gradient = Tensor(zeros: logits.rows, logits.columns)
    let rows = targets.indices.filter { targets[$0] != CrossEntropyOptions.ignored }
    var value = 0.0
    for row in rows {
      // d logits[c] = p[c] - (p[c] / sum of p over the set, where c is in it).
      let classes = sets[Int(targets[row])]
      let softmax = Softmax(logits.row(row))
      let inside = Softmax(classes.map { logits.row(row)[$0] })
      value -= softmax.logarithms[classes[0]] - inside.logarithms[0]
      for (c, p) in softmax.probabilities.enumerated() { gradient.row(row)[c] = Float(p / Double(rows.count)) }
      for (c, p) in zip(classes, inside.probabilities) { gradient.row(row)[c] -= Float(p / Double(rows.count)) }
    }
    return loss(rows.isEmpty ? 0 : value / Double(rows.count), [(logits, gradient)])
  }
}
