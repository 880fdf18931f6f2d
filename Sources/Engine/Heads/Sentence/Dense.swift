import Layers
import Tensors

/// A linear layer behind the pooling, with an activation or none.
struct Dense: Sendable {
  let linear: Linear
  let activation: Activation?
}
