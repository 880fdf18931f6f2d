package import Tensors

/// A layer that computes each row by itself, `[rows, hidden]` to the same shape: a norm, a feed-forward part.
///
/// Decoders of different families have the same skeleton with other ones in it.
package protocol RowLayer: Sendable {
  func callAsFunction(_ x: Tensor, in execution: Execution) -> Tensor
}

extension FeedForward: RowLayer {}
extension GatedFeedForward: RowLayer {}
extension RMSNorm: RowLayer {}

extension LayerNorm: RowLayer {
  package func callAsFunction(_ x: Tensor, in execution: Execution) -> Tensor {
    self(x, adding: nil, in: execution)
  }
}
