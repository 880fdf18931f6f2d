package import Tensors

/// One decoder layer: each half works on normalised states and is added to what it started from.
package struct PreNormLayer: Sendable {
  package let attentionNorm: any RowLayer
  package let attention: CausalAttention
  package let feedForwardNorm: any RowLayer
  package let feedForward: any RowLayer

  package init(
    attentionNorm: any RowLayer, attention: CausalAttention, feedForwardNorm: any RowLayer, feedForward: any RowLayer
  ) {
    (self.attentionNorm, self.attention) = (attentionNorm, attention)
    (self.feedForwardNorm, self.feedForward) = (feedForwardNorm, feedForward)
  }

  /// `[tokens, hidden]` to the same shape; `layer` is its number.
  package func callAsFunction(_ x: Tensor, _ context: CausalContext, layer: Int, in execution: Execution) -> Tensor {
    let gathered = attention(attentionNorm(x, in: execution), context, layer: layer, in: execution)
    let attended = execution.add(x, execution.dropout(gathered))
    let processed = feedForward(feedForwardNorm(attended, in: execution), in: execution)
    return execution.add(attended, execution.dropout(processed))
  }
}
