import CKernels

extension Execution {
  /// `activation(a) * b` for rows that are `a` and `b` side by side, `[rows, 2 * inner]` to `[rows, inner]`: with silu it is SwiGLU's
  /// middle (Shazeer, arXiv 2002.05202).
  package func gated(_ x: Tensor, _ activation: Activation) -> Tensor {
    let inner = x.columns / 2
    precondition(x.columns == 2 * inner, "gated: columns")
    let output = Tensor(rows: x.rows, columns: inner)
    Kernels.best.table.pointee.gated(x.values, Int64(x.rows), Int64(inner), activation.kernel, output.values)
    record(output, from: [x]) { dy, _ in
      // da = dy * b * activation'(a), db = dy * activation(a).
      let dx = Tensor(rows: x.rows, columns: x.columns)
      Kernels.best.table.pointee.gated_backward(
        x.values, dy.values, Int64(x.rows), Int64(inner), activation.kernel, dx.values)
      x.accumulate(dx)
    }
    return output
  }
}
