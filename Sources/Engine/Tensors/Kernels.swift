package import CKernels

/// The table of kernels that this process uses.
///
/// `@unchecked Sendable`: the table is constant and its kernels keep no state.
package struct Kernels: @unchecked Sendable {
  /// The C table.
  package let table: UnsafePointer<stet_kernels>

  package init(table: UnsafePointer<stet_kernels>) { self.table = table }

  /// The fastest that this processor runs.
  package static let best = Kernels(table: stet_kernels_best())

  /// Every table that this processor runs, for tests.
  package static var all: [Kernels] {
    let tables = (0..<stet_isa_count.rawValue).map { stet_kernels_for(stet_isa($0)) } + [stet_kernels_wide_on_avx2()]
    return tables.compactMap { $0.map { Kernels(table: $0) } }
  }

  /// "avx512", "avx2" or "generic".
  package var name: String { String(cString: table.pointee.name) }

  /// `y[i] += factor * x[i]`.
  static func addScaled(
    _ x: UnsafePointer<Float>, count: Int, factor: Float, to y: UnsafeMutablePointer<Float>
  ) {
    best.table.pointee.add_scaled(x, Int64(count), factor, y)
  }

  /// `y = exp(x) / sum exp(x)`, where `y` may be `x`; the logarithm of that sum.
  ///
  /// - Parameter count: not 0.
  @discardableResult
  package static func softmax(
    _ x: UnsafePointer<Float>, count: Int, to y: UnsafeMutablePointer<Float>
  ) -> Double {
    best.table.pointee.softmax_row(x, Int64(count), y)
  }
}
