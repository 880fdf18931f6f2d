package import Tensors

/// Two linear layers with an activation between them, each token by itself.
package struct FeedForward: Sendable {
  /// hidden to inner.
  package let inner: Linear
  /// inner to hidden.
  package let outer: Linear
  package let activation: Activation

  package init(inner: Linear, outer: Linear, activation: Activation) {
    (self.inner, self.outer, self.activation) = (inner, outer, activation)
  }

  /// `[tokens, hidden]` to the same shape.
  package func callAsFunction(_ x: Tensor, in execution: Execution) -> Tensor {
    outer(inner(x, then: activation, in: execution), in: execution)
  }
}
