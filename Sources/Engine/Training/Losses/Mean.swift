package import Tensors

extension Execution {
  /// The mean of all numbers: `[1, 1]`.
  package func mean(_ x: Tensor) -> Tensor {
    let count = max(1, x.count)
    let gradient = Tensor(rows: x.rows, columns: x.columns)
    gradient.values.update(repeating: 1 / Float(count), count: x.count)
    return loss(x.elements.reduce(0.0) { $0 + Double($1) } / Double(count), [(x, gradient)])
  }

  /// `factor * x + constant`, element by element.
  func affine(_ x: Tensor, _ factor: Float, _ constant: Float) -> Tensor {
    let constants = Tensor(rows: x.rows, columns: x.columns)
    constants.values.update(repeating: constant, count: x.count)
    return add(scale(x, by: factor), constants)
  }
}
