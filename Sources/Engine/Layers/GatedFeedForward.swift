package import Tensors

/// A feed-forward part whose middle is the product of an activated projection with another one (Shazeer, arXiv 2002.05202).
package struct GatedFeedForward: Sendable {
  /// hidden to twice inner: what is activated, then what it is multiplied by.
  package let inner: Linear
  /// inner to hidden.
  package let outer: Linear
  package let activation: Activation

  package init(inner: Linear, outer: Linear, activation: Activation) {
    (self.inner, self.outer, self.activation) = (inner, outer, activation)
  }

  /// `[tokens, hidden]` to the same shape.
  package func callAsFunction(_ x: Tensor, in execution: Execution) -> Tensor {
    outer(execution.gated(inner(x, in: execution), activation), in: execution)
  }
}
