package import Tensors

/// What `Execution.crossEntropy` may be told besides the classes.
package struct CrossEntropyOptions: Sendable, Equatable {
  /// The part of each target that is spread evenly over all classes, in 0 ..< 1 (Szegedy et al., arXiv 1512.00567, section 7).
  package var smoothing: Float
  /// How much a row of each class counts; nil for 1.
  package var classWeights: [Float]?

  package init(smoothing: Float = 0, classWeights: [Float]? = nil) {
    (self.smoothing, self.classWeights) = (smoothing, classWeights)
  }

  /// The class of rows that do not count, for example of word pieces behind the first of a word.
  package static let ignored: Int32 = -100
}

extension Execution {
  /// The mean of `-log softmax(logits)[class]` over the rows that count, weighted by class; 0 when none counts.
  ///
  /// - Parameters:
  ///   - logits: `[rows, classes]`.
  ///   - targets: the class of each row, or `CrossEntropyOptions.ignored`.
  /// - Returns: `[1, 1]`.
  package func crossEntropy(
    _ logits: Tensor, _ targets: [Int32], options: CrossEntropyOptions = CrossEntropyOptions()
  ) -> Tensor {
    precondition(targets.count == logits.rows, "cross-entropy: one class per row")
    let weights = (options.classWeights ?? [Float](repeating: 1, count: logits.columns)).map(Double.init)
    precondition(weights.count == logits.columns, "cross-entropy: one weight per class")
    let spread = Double(options.smoothing) / Double(logits.columns)
    let gradient = Tensor(zeros: logits.rows, logits.columns)
    let rows = targets.indices.filter { targets[$0] != CrossEntropyOptions.ignored }
    let total = rows.reduce(0) { $0 + weights[Int(targets[$1])] }
    guard total > 0 else { return loss(0, [(logits, gradient)]) }
    var value = 0.0
    for row in rows {
      // With shares a[c] of the target: loss = -sum a[c] log p[c], d logits[c] = p[c] sum a - a[c].
      let (x, slope) = (logits.row(row), gradient.row(row))
      guard let base = slope.baseAddress, let first = x.baseAddress else { continue }
      let target = Int(targets[row])
      let logarithm = Kernels.softmax(first, count: x.count, to: base)
      let kept = (1 - Double(options.smoothing)) * weights[target]
      value += kept * (logarithm - Double(x[target]))
      var sum = kept
      if spread > 0 {
        sum += spread * weights.reduce(0, +)
        for (c, weight) in weights.enumerated() { value += spread * weight * (logarithm - Double(x[c])) }
      }
      let factor = Float(sum / total)
      for c in slope.indices { base[c] *= factor }
      if spread > 0 { for (c, weight) in weights.enumerated() { base[c] -= Float(spread * weight / total) } }
      base[target] -= Float(kept / total)
    }
    return loss(value / total, [(logits, gradient)])
  }
}
