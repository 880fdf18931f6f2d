import Layers
import Tensors

/// Says of a token whether anything may be wrong with it: two small layers, after the detection of GECToR (Omelianchuk and others, 2020), which
/// is asked before the tags are computed here, not after.
struct Detector: Sendable {
  let dense: Linear
  let output: Linear

  /// `[rows, hidden]` to logits `[rows, 1]`.
  func callAsFunction(_ states: Tensor, in execution: Execution) -> Tensor {
    output(dense(states, then: .gelu, in: execution), in: execution)
  }
}
