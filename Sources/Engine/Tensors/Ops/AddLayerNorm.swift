import CKernels

extension Execution {
  /// Layer normalisation of `x + residual`, row by row (Ba, Kiros, Hinton, arXiv 1607.06450); all `[rows, columns]`.
  package func addLayerNorm(
    _ x: Tensor, _ residual: Tensor?, gain: Vector, bias: Vector, epsilon: Float
  ) -> Tensor {
    guard tape != nil, let residual else { return norm(x, residual, gain: gain, bias: bias, epsilon: epsilon) }
    return norm(add(x, residual), nil, gain: gain, bias: bias, epsilon: epsilon)
  }

  private func norm(_ x: Tensor, _ residual: Tensor?, gain: Vector, bias: Vector, epsilon: Float) -> Tensor {
    precondition(gain.count == x.columns && bias.count == x.columns, "layer norm: shapes")
    let output = Tensor(rows: x.rows, columns: x.columns)
    gain.withValues { gain in
      bias.withValues { bias in
        Kernels.best.table.pointee.add_layer_norm(
          x.values, residual?.values, Int64(x.rows), Int64(x.columns), gain, bias, epsilon, output.values)
      }
    }
    record(output, from: [x], [gain.parameter, bias.parameter]) { gradient, tape in
      Self.normBackward(x, gain: gain, bias: bias, epsilon: epsilon, gradient, tape.gradients)
    }
    return output
  }

  /// The formulas stand at the kernel.
  private static func normBackward(
    _ x: Tensor, gain: Vector, bias: Vector, epsilon: Float, _ dy: Tensor, _ gradients: ParameterGradients
  ) {
    let dx = Tensor(rows: x.rows, columns: x.columns)
    withGradient(of: gain, gradients) { dgain in
      withGradient(of: bias, gradients) { dbias in
        gain.withValues { gain in
          Kernels.best.table.pointee.layer_norm_backward(
            x.values, gain, dy.values, Int64(x.rows), Int64(x.columns), epsilon, dx.values, dgain, dbias)
        }
      }
    }
    x.accumulate(dx)
  }

  /// Hands out the gradient of a vector to add to, nil where none is wanted.
  private static func withGradient(
    of vector: Vector, _ gradients: ParameterGradients, _ body: (UnsafeMutablePointer<Float>?) -> Void
  ) {
    guard let parameter = vector.parameter, parameter.isTrainable else { return body(nil) }
    gradients.buffer(of: parameter).addToZeros { body($0) }
  }
}
