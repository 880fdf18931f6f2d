package import CKernels

/// A kernel for linear layers whose weights are packed in eight bits or in bfloat16.
///
/// `@unchecked Sendable`: the table is constant and its kernels keep no state.
package struct PackedKernels: @unchecked Sendable {
  /// How packed weights are stored.
  package enum Format: Sendable, CaseIterable {
    /// Codes with a scale for each row; activations are quantised row by row.
    case int8
    /// Both factors rounded to 8 bits of mantissa.
    case bfloat16

    /// How the kernels name it.
    package var kernel: stet_packed_format { self == .int8 ? stet_packed_int8 : stet_packed_bf16 }
  }

  package let format: Format
  /// The C table.
  package let table: UnsafePointer<stet_packed_kernels>

  /// Everything that this processor runs of a format, the fastest last.
  package static func all(_ format: Format) -> [PackedKernels] {
    var tables = [UnsafePointer<stet_packed_kernels>?](repeating: nil, count: 8)
    let count = stet_packed_available(format.kernel, &tables, Int32(tables.count))
    return tables.prefix(Int(count)).compactMap { $0.map { PackedKernels(format: format, table: $0) } }
  }

  /// What serves: the fastest that is faster than float32; nil for none.
  package static func best(_ format: Format) -> PackedKernels? {
    format == .int8 ? bestInt8 : bestBfloat16
  }

  private static let bestInt8 = stet_packed_best(stet_packed_int8).map { PackedKernels(format: .int8, table: $0) }
  private static let bestBfloat16 = stet_packed_best(stet_packed_bf16)
    .map { PackedKernels(format: .bfloat16, table: $0) }

  /// "amx-int8", "avx512-vnni", ...
  package var name: String { String(cString: table.pointee.name) }

  /// Names what it computes: the format, the codes of activations, and the version of what the kernels do with their sums.
  var arithmetic: String { (format == .int8 ? "int8/\(table.pointee.limit)" : "bfloat16") + "/\(Self.version)" }

  /// Counts up whenever a kernel computes otherwise by more than the order of sums, an activation for example.
  ///
  /// Rows that follow are then quantised anew, and results differ that a cache would mix. 2: GELU out of tables.
  private static let version = 2
}
