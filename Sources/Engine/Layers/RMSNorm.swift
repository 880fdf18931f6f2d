package import Tensors

/// Normalisation by the root of the mean square, with a gain.
package struct RMSNorm: Sendable {
  package let gain: Vector
  package let epsilon: Float

  /// Reads `name.weight`.
  package init(_ source: WeightSource, _ name: String, width: Int, epsilon: Float) throws {
    gain = try Vector(source.tensor(name + ".weight", [width], initial: .ones))
    self.epsilon = epsilon
  }

  /// `[rows, width]` to the same shape.
  package func callAsFunction(_ x: Tensor, in execution: Execution) -> Tensor {
    execution.rmsNorm(x, gain: gain, epsilon: epsilon)
  }
}
