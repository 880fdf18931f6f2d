package import Tensors

/// How far two vectors are from each other.
package enum VectorDistance: Sendable, CaseIterable {
  case euclidean
  /// `1 - cosine`.
  case cosine
}

extension Execution {
  /// The distance of each row of `a` from the same row of `b`: `[rows, 1]`.
  package func distances(_ a: Tensor, _ b: Tensor, _ distance: VectorDistance) -> Tensor {
    switch distance {
    case .euclidean: rowDistances(a, b)
    case .cosine: affine(cosines(a, b), -1, 1)
    }
  }
}
