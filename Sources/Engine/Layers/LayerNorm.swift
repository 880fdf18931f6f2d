package import Tensors

/// Layer normalisation with a gain and a bias, after an addition.
package struct LayerNorm: Sendable {
  package let gain: Vector
  package let bias: Vector
  package let epsilon: Float

  /// Reads `name.weight` and `name.bias`, or the `gamma` and `beta` of checkpoints that come from TensorFlow.
  package init(_ source: WeightSource, _ name: String, width: Int, epsilon: Float) throws {
    let old = source.has(name + ".gamma") && !source.has(name + ".weight")
    gain = try Vector(source.tensor(name + (old ? ".gamma" : ".weight"), [width], initial: .ones))
    bias = try Vector(source.tensor(name + (old ? ".beta" : ".bias"), [width], initial: .zeros))
    self.epsilon = epsilon
  }

  /// The normalised sum of `x` and `residual`, both `[rows, width]`.
  package func callAsFunction(_ x: Tensor, adding residual: Tensor? = nil, in execution: Execution) -> Tensor {
    execution.addLayerNorm(x, residual, gain: gain, bias: bias, epsilon: epsilon)
  }
}
