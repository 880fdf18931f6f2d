package import Tensors

extension Execution {
  /// The mean of `(x - target)^2` over all numbers.
  ///
  /// - Returns: `[1, 1]`.
  package func meanSquaredError(_ x: Tensor, _ targets: [Float]) -> Tensor {
    precondition(targets.count == x.count && x.count > 0, "mean squared error: one target per number")
    let gradient = Tensor(rows: x.rows, columns: x.columns)
    let count = Double(x.count)
    var value = 0.0
    for (index, target) in targets.enumerated() {
      let difference = Double(x.values[index]) - Double(target)
      value += difference * difference / count
      gradient.values[index] = Float(2 * difference / count)
    }
    return loss(value, [(x, gradient)])
  }

  /// The cosine of each row of `a` with the same row of `b`: `[rows, 1]`.
  package func cosines(_ a: Tensor, _ b: Tensor) -> Tensor { rowProducts(normalize(a), normalize(b)) }

  /// The mean squared error of the rows' cosines against similarity scores between -1 and 1.
  package func cosineRegression(_ a: Tensor, _ b: Tensor, _ scores: [Float]) -> Tensor {
    meanSquaredError(cosines(a, b), scores)
  }
}
