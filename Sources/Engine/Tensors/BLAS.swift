import COpenBLAS

/// Matrix products of OpenBLAS, for weights that are not packed.
///
/// OpenBLAS packs both operands at every call: fine for the large products of training, four times too slow for the rows of one
/// sentence (measured in `Tests/Benchmarks`). It is kept to one thread, for the engine splits its work itself.
package enum BLAS {
  /// Runs once: a thread pool of its own would compete with ours.
  private static let configured: Void = openblas_set_num_threads(1)

  /// The processor that OpenBLAS chose its kernels for, for example "SkylakeX".
  package static var coreName: String { String(cString: openblas_get_corename()) }

  /// `output[rows, outputs] = x[rows, inputs] * weights[outputs, inputs]^T`; `rowDistance` is that of the output.
  static func multiply(
    _ x: UnsafePointer<Float>, rows: Int, inputs: Int, weights: UnsafePointer<Float>, outputs: Int,
    into output: UnsafeMutablePointer<Float>, rowDistance: Int
  ) {
    _ = configured
    guard rows > 0, outputs > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, blasint(rows), blasint(outputs), blasint(inputs), 1, x, blasint(inputs),
      weights, blasint(inputs), 0, output, blasint(rowDistance))
  }
}
