import CKernels

/// The nearest matrix whose singular values are all about one, by Newton and Schulz's iteration.
///
/// A quintic polynomial is applied to the singular values again and again; its coefficients are those that bring small values up fastest
/// (Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024). Values end between about 0.7 and 1.2, which is
/// near enough for a step of training. Belongs to one thread.
package struct Orthogonalization {
  /// Coefficients of `X`, `X X^T X` and `(X X^T)^2 X`.
  private static let coefficients: (Float, Float, Float) = (3.4445, -4.7750, 2.0315)
  private static let iterations = 5

  private let products: MatrixProducts

  package init(_ arithmetic: MatrixProducts.Arithmetic = .float32) { products = MatrixProducts(arithmetic) }

  /// - Parameter matrix: `[rows, columns]`, finite.
  /// - Returns: of the same shape; zeros for zeros.
  package func callAsFunction(_ matrix: Tensor) -> Tensor {
    let isTall = matrix.rows > matrix.columns
    var x = isTall ? Self.transposed(matrix) : matrix.slice(0..<matrix.rows)
    let norm = Kernels.best.table.pointee.sum_of_squares(x.values, Int64(x.count)).squareRoot()
    guard norm > 0 else { return matrix.slice(0..<matrix.rows) }
    Self.scale(x, by: Float(1 / norm))
    for _ in 0..<Self.iterations { x = iterated(x) }
    return isTall ? Self.transposed(x) : x
  }

  /// `a X + (b A + c A A) X` where `A = X X^T`, `[rows, rows]`.
  private func iterated(_ x: Tensor) -> Tensor {
    let (a, b, c) = Self.coefficients
    let (rows, columns) = (x.rows, x.columns)
    let gram = Tensor(rows: rows, columns: rows)
    products.multiply(
      x.values, rows: rows, inputs: columns, weights: x.values, outputs: rows, into: gram.values, adding: false)
    let polynomial = Tensor(rows: rows, columns: rows)
    // The matrix is symmetric: its product with its transpose is its square.
    products.multiply(
      gram.values, rows: rows, inputs: rows, weights: gram.values, outputs: rows, into: polynomial.values, adding: false
    )
    Self.scale(polynomial, by: c)
    Kernels.addScaled(gram.values, count: gram.count, factor: b, to: polynomial.values)
    let next = x.slice(0..<rows)
    Self.scale(next, by: a)
    products.multiplyBack(
      polynomial.values, rows: rows, outputs: rows, rowDistance: rows, weights: x.values, inputs: columns,
      into: next.values, adding: true)
    return next
  }

  private static func scale(_ x: Tensor, by factor: Float) {
    Kernels.addScaled(x.values, count: x.count, factor: factor - 1, to: x.values)
  }

  private static func transposed(_ x: Tensor) -> Tensor {
    let turned = Tensor(rows: x.columns, columns: x.rows)
    for row in 0..<x.rows {
      for column in 0..<x.columns { turned.values[column * x.rows + row] = x.values[row * x.columns + column] }
    }
    return turned
  }
}
