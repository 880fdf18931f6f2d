package import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Execution {
  /// The mean of `-t log s - (1 - t) log(1 - s)` over all numbers that count, `s` the sigmoid of the logit: several labels at once.
  ///
  /// - Parameters:
  ///   - logits: `[rows, labels]`.
  ///   - targets: `rows * labels` probabilities, 0 or 1 as a rule.
  ///   - weights: what each of them counts, 0 for labels that a data set does not know; nil for 1. The mean is over the weights.
  /// - Returns: `[1, 1]`, 0 when nothing counts.
  package func binaryCrossEntropy(_ logits: Tensor, _ targets: [Float], weights: [Float]? = nil) -> Tensor {
    precondition(targets.count == logits.count && weights.map { $0.count == logits.count } ?? true, "one per logit")
    let gradient = Tensor(zeros: logits.rows, logits.columns)
    let total = weights.map { $0.reduce(0.0) { $0 + Double($1) } } ?? Double(logits.count)
    guard total > 0 else { return loss(0, [(logits, gradient)]) }
    var value = 0.0
    for index in 0..<logits.count {
      let (x, target) = (Double(logits.values[index]), Double(targets[index]))
      let weight = Double(weights?[index] ?? 1) / total
      // log(1 + exp(-|x|)) never overflows; d logit = sigmoid(x) - t.
      value += weight * (max(x, 0) - x * target + log1p(exp(-abs(x))))
      gradient.values[index] = Float(weight * (1 / (1 + exp(-x)) - target))
    }
    return loss(value, [(logits, gradient)])
  }
}
