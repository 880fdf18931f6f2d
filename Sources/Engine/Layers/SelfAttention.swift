package import Tensors

/// Multi-head self-attention with one projection for query, key and value.
package struct SelfAttention: Sendable {
  /// `[tokens, hidden]` to `[tokens, 3 * hidden]`.
  package let projection: Linear
  /// `[tokens, hidden]` to `[tokens, hidden]`.
  package let output: Linear
  package let heads: Int

  package init(projection: Linear, output: Linear, heads: Int) {
    (self.projection, self.output, self.heads) = (projection, output, heads)
  }

  /// What each token gathers from its own sequence, `[tokens, hidden]`.
  ///
  /// - Parameter rows: the tokens that something is wanted of, `[rows, hidden]` then; nil for all.
  package func callAsFunction(
    _ x: Tensor, offsets: [Int], rows: [Int]? = nil, in execution: Execution
  ) -> Tensor {
    let projected = projection(x, in: execution)
    let gathered = execution.attention(
      projected, offsets: offsets, heads: heads, reduced: projection.weights.hasFewerBits)
    return output(rows.map { execution.gatherRows(gathered, $0) } ?? gathered, in: execution)
  }
}
