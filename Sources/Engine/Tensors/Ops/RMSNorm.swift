import CKernels

extension Execution {
  /// Each row divided by the root of its mean square, times a gain (Zhang, Sennrich, arXiv 1910.07467); `[rows, columns]`.
  package func rmsNorm(_ x: Tensor, gain: Vector, epsilon: Float) -> Tensor {
    precondition(gain.count == x.columns, "rms norm: shapes")
    let output = Tensor(rows: x.rows, columns: x.columns)
    gain.withValues {
      Kernels.best.table.pointee.rms_norm(x.values, Int64(x.rows), Int64(x.columns), $0, epsilon, output.values)
    }
    record(output, from: [x], [gain.parameter]) { dy, tape in
      // The formulas stand at the kernel.
      let dx = Tensor(rows: x.rows, columns: x.columns)
      func run(_ dgain: UnsafeMutablePointer<Float>?) {
        gain.withValues {
          Kernels.best.table.pointee.rms_norm_backward(
            x.values, $0, dy.values, Int64(x.rows), Int64(x.columns), epsilon, dx.values, dgain)
        }
      }
      if let parameter = gain.parameter, parameter.isTrainable {
        tape.gradients.buffer(of: parameter).addToZeros { run($0) }
      } else {
        run(nil)
      }
      x.accumulate(dx)
    }
    return output
  }
}
