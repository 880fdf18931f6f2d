package import Tensors

/// What a backbone computed for a batch: the last hidden states, and those of inner layers that heads read.
package struct LayerStates {
  /// `[tokens, hidden]` after the last layer that was computed.
  package let last: Tensor
  /// `[tokens, hidden]` by layer; 0 for the embeddings.
  package let inner: [Int: Tensor]

  package init(last: Tensor, inner: [Int: Tensor]) { (self.last, self.inner) = (last, inner) }

  /// The states that a head reads.
  ///
  /// Its layer must have been kept.
  package subscript(head: Head) -> Tensor {
    guard let layer = head.sourceLayer else { return last }
    guard let states = inner[layer] else { preconditionFailure("the states of layer \(layer) were kept") }
    return states
  }
}
