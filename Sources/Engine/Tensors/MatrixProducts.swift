package import CKernels

/// The matrix products of linear layers whose weights are parameters, and their room to work in.
///
/// Float32 goes to OpenBLAS. Bfloat16 rounds both factors of a product to 8 bits of mantissa and sums in float32, while weights, gradients and
/// everything between products stay in float32 (mixed precision; Kalamkar et al., arXiv 1905.12322). Belongs to one thread.
package final class MatrixProducts {
  /// How the factors of products are rounded.
  package enum Arithmetic: String, Sendable, CaseIterable {
    case float32, bfloat16
  }

  /// The kernels for bfloat16; nil for float32.
  private let kernels: stet_products?
  private var scratch: UnsafeMutableRawPointer?
  private var scratchSize = 0

  /// Bfloat16 on a processor without instructions for it is float32: see `runs`.
  package init(_ arithmetic: Arithmetic = .float32) {
    kernels = arithmetic == .bfloat16 ? Self.hardware.last : nil
  }

  deinit { scratch?.deallocate() }

  /// Whether this machine has instructions for it.
  package static func runs(_ arithmetic: Arithmetic) -> Bool { arithmetic == .float32 || !hardware.isEmpty }

  /// What this machine runs in bfloat16, the fastest last.
  package static var hardware: [stet_products] {
    var found = [UnsafePointer<stet_products>?](repeating: nil, count: 4)
    let count = stet_products_available(&found, Int32(found.count))
    return found.prefix(Int(count)).compactMap { $0?.pointee }
  }

  /// `output[rows, outputs] (+)= x[rows, inputs] * weights[outputs, inputs]^T`.
  func multiply(
    _ x: UnsafePointer<Float>, rows: Int, inputs: Int, weights: UnsafePointer<Float>, outputs: Int,
    into output: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    guard let kernels else {
      return BLAS.multiply(
        x, rows: rows, inputs: inputs, weights: weights, outputs: outputs, into: output, rowDistance: outputs,
        adding: adding)
    }
    run(
      kernels, stet_factor(values: x, distance: Int64(inputs), turned: 0),
      stet_factor(values: weights, distance: Int64(inputs), turned: 0), rows: rows, columns: outputs, depth: inputs,
      into: output, adding: adding)
  }

  /// `output[rows, inputs] (+)= y[rows, outputs] * weights[outputs, inputs]`; `rowDistance` is that of `y`.
  func multiplyBack(
    _ y: UnsafePointer<Float>, rows: Int, outputs: Int, rowDistance: Int, weights: UnsafePointer<Float>, inputs: Int,
    into output: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    guard let kernels else {
      return BLAS.multiplyBack(
        y, rows: rows, outputs: outputs, rowDistance: rowDistance, weights: weights, inputs: inputs, into: output,
        adding: adding)
    }
    run(
      kernels, stet_factor(values: y, distance: Int64(rowDistance), turned: 0),
      stet_factor(values: weights, distance: Int64(inputs), turned: 1), rows: rows, columns: inputs, depth: outputs,
      into: output, adding: adding)
  }

  /// `output[outputs, inputs] (+)= y[rows, outputs]^T * x[rows, inputs]`.
  func multiplyTransposed(
    _ y: UnsafePointer<Float>, _ x: UnsafePointer<Float>, rows: Int, outputs: Int, inputs: Int,
    into output: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    guard let kernels else {
      return BLAS.multiplyTransposed(
        y, x, rows: rows, outputs: outputs, inputs: inputs, into: output, adding: adding)
    }
    run(
      kernels, stet_factor(values: y, distance: Int64(outputs), turned: 1),
      stet_factor(values: x, distance: Int64(inputs), turned: 1), rows: outputs, columns: inputs, depth: rows,
      into: output, adding: adding)
  }

  private func run(
    _ kernels: stet_products, _ a: stet_factor, _ b: stet_factor, rows: Int, columns: Int, depth: Int,
    into output: UnsafeMutablePointer<Float>, adding: Bool
  ) {
    guard rows > 0, columns > 0 else { return }
    let size = kernels.scratch_size(Int64(rows), Int64(columns), Int64(depth))
    if size > scratchSize {
      scratch?.deallocate()
      (scratch, scratchSize) = (.allocate(byteCount: size, alignment: 64), size)
    }
    kernels.multiply(
      a, b, Int64(rows), Int64(columns), Int64(depth), output, Int64(columns), adding ? 1 : 0, scratch)
  }
}
