package import Tensors

/// One encoder layer of the original transformer: each half is added to its input and then normalised.
package struct PostNormLayer: Sendable {
  package let attention: SelfAttention
  package let attentionNorm: LayerNorm
  package let feedForward: FeedForward
  package let outputNorm: LayerNorm

  package init(attention: SelfAttention, attentionNorm: LayerNorm, feedForward: FeedForward, outputNorm: LayerNorm) {
    (self.attention, self.attentionNorm) = (attention, attentionNorm)
    (self.feedForward, self.outputNorm) = (feedForward, outputNorm)
  }

  /// `[tokens, hidden]` to the same shape.
  ///
  /// - Parameter rows: the tokens that something is wanted of, `[rows, hidden]` then, which saves up to three quarters of the work; nil for all.
  package func callAsFunction(
    _ x: Tensor, offsets: [Int], rows: [Int]? = nil, in execution: Execution
  ) -> Tensor {
    let gathered = execution.dropout(attention(x, offsets: offsets, rows: rows, in: execution))
    let attended = attentionNorm(gathered, adding: rows.map { execution.gatherRows(x, $0) } ?? x, in: execution)
    let processed = execution.dropout(feedForward(attended, in: execution))
    return outputNorm(processed, adding: attended, in: execution)
  }
}
