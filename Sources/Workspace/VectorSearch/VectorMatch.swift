/// A stored vector that was found, with its score.
package struct VectorMatch: Sendable, Comparable {
  /// The id that the vector was stored under.
  package let id: Int64
  /// The dot product with the query: the cosine where both are normalised.
  package let score: Float

  package init(id: Int64, score: Float) {
    (self.id, self.score) = (id, score)
  }

  /// Better matches are greater; of equal scores the smaller id is better, so that results never depend on order.
  package static func < (left: VectorMatch, right: VectorMatch) -> Bool {
    left.score != right.score ? left.score < right.score : left.id > right.id
  }
}

/// Two stored vectors that are alike.
package struct VectorPair: Sendable, Comparable {
  /// The smaller id.
  package let first: Int64
  /// The larger id.
  package let second: Int64
  /// Their dot product.
  package let score: Float

  package init(first: Int64, second: Int64, score: Float) {
    (self.first, self.second, self.score) = (first, second, score)
  }

  /// Pairs that are more alike are greater; of equal scores that with the smaller ids.
  package static func < (left: VectorPair, right: VectorPair) -> Bool {
    if left.score != right.score { return left.score < right.score }
    return (left.first, left.second) > (right.first, right.second)
  }
}
