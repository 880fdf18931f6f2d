/// The heads of a decoder's attention.
package struct AttentionShape: Sendable, Equatable {
  /// Query heads, N.
  package let heads: Int
  /// Heads of keys and values; each serves `heads / keyHeads` query heads (Ainslie et al., arXiv 2305.13245).
  package let keyHeads: Int
  /// Width of a head, D.
  package let headSize: Int

  /// - Parameter keyHeads: divides `heads`.
  package init(heads: Int, keyHeads: Int, headSize: Int) {
    precondition(keyHeads > 0 && headSize > 0 && heads % keyHeads == 0, "key heads divide the heads")
    (self.heads, self.keyHeads, self.headSize) = (heads, keyHeads, headSize)
  }

  /// Columns of the queries, N * D.
  package var queryColumns: Int { heads * headSize }
  /// Columns of the keys, and of the values.
  package var keyColumns: Int { keyHeads * headSize }
  /// What scores are multiplied by (Vaswani et al., arXiv 1706.03762, section 3.2.1).
  package var scale: Float { 1 / Float(headSize).squareRoot() }
}
