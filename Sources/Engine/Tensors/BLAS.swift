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

  /// `output[rows, outputs] (+)= x[rows, inputs] * weights[outputs, inputs]^T`; `rowDistance` is that of the output.
  static func multiply(
    _ x: UnsafePointer<Float>, rows: Int, inputs: Int, weights: UnsafePointer<Float>, outputs: Int,
    into output: UnsafeMutablePointer<Float>, rowDistance: Int, adding: Bool
  ) {
    _ = configured
    guard rows > 0, outputs > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, blasint(rows), blasint(outputs), blasint(inputs), 1, x, blasint(inputs),
      weights, blasint(inputs), adding ? 1 : 0, output, blasint(rowDistance))
  }

  /// `output[rows, inputs] (+)= y[rows, outputs] * weights[outputs, inputs]`; `rowDistance` is that of `y`.
  static func multiplyBack(
    _ y: UnsafePointer<Float>, rows: Int, outputs: Int, rowDistance: Int, weights: UnsafePointer<Float>, inputs: Int,
    into output: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    _ = configured
    guard rows > 0, outputs > 0, inputs > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(rows), blasint(inputs), blasint(outputs), 1, y,
      blasint(rowDistance), weights, blasint(inputs), adding ? 1 : 0, output, blasint(inputs))
  }

  /// `output[outputs, inputs] (+)= y[rows, outputs]^T * x[rows, inputs]`.
  static func multiplyTransposed(
    _ y: UnsafePointer<Float>, _ x: UnsafePointer<Float>, rows: Int, outputs: Int, inputs: Int,
    into output: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    _ = configured
    guard outputs > 0, inputs > 0 else { return }
    cblas_sgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, blasint(outputs), blasint(inputs), blasint(rows), 1, y,
      blasint(outputs), x, blasint(inputs), adding ? 1 : 0, output, blasint(inputs))
  }
}
