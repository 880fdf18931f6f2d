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
  ///   - sets: classes, each once; not empty. A row counts with the weight of its set's first class.
  ///   - options: as for `crossEntropy`, which sets of one class are the same as.
  /// - Returns: `[1, 1]`.
  package func setCrossEntropy(
    _ logits: Tensor, _ targets: [Int32], sets: [[Int]], options: CrossEntropyOptions = CrossEntropyOptions()
  ) -> Tensor {
    precondition(targets.count == logits.rows, "cross-entropy: one set per row")
    let weights = (options.classWeights ?? [Float](repeating: 1, count: logits.columns)).map(Double.init)
    precondition(weights.count == logits.columns, "cross-entropy: one weight per class")
    let smoothing = Double(options.smoothing)
    let spread = weights.map { smoothing / Double(logits.columns) * $0 }
    let spreadSum = spread.reduce(0, +)
    let gradient = Tensor(zeros: logits.rows, logits.columns)
    let rows = targets.indices.filter { targets[$0] != CrossEntropyOptions.ignored }
    let total = rows.reduce(0) { $0 + weights[sets[Int(targets[$1])][0]] }
    guard total > 0 else { return loss(0, [(logits, gradient)]) }
    var value = 0.0
    for row in rows {
      // d logits[c] = p[c] - (p[c] / sum of p over the set, where c is in it); what is spread is as in `crossEntropy`.
      let classes = sets[Int(targets[row])]
      let softmax = Softmax(logits.row(row))
      let inside = Softmax(classes.map { logits.row(row)[$0] })
      let weight = (1 - smoothing) * weights[classes[0]]
      value -= weight * (softmax.logarithms[classes[0]] - inside.logarithms[0])
      value -= zip(spread, softmax.logarithms).reduce(0) { $0 + $1.0 * $1.1 }
      for (c, p) in softmax.probabilities.enumerated() {
        gradient.row(row)[c] = Float((p * (weight + spreadSum) - spread[c]) / total)
      }
      for (c, p) in zip(classes, inside.probabilities) { gradient.row(row)[c] -= Float(weight * p / total) }
    }
    return loss(value / total, [(logits, gradient)])
  }
}
