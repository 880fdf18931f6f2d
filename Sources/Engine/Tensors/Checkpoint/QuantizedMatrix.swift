import CKernels

/// A matrix in eight bits: each row is a scale times integers from -127 to 127.
///
/// In a safetensors file it is two tensors: `NAME`, I8 `[rows, columns]`, and `NAME.scale`, F32 `[rows]`. The scale of a row is the one
/// with the smallest squared error, which may cut the row's largest numbers off.
struct QuantizedMatrix {
  /// What follows the name of a matrix in that of its scales.
  static let scaleSuffix = ".scale"

  let codes: [Int8]
  let scales: [Float]

  /// Quantises numbers `[rows, columns]`.
  ///
  /// O(rows * columns).
  ///
  /// - Throws: `TensorError` `tensor-not-finite`.
  init(_ values: UnsafePointer<Float>, rows: Int, columns: Int, name: String) throws {
    var scales = [Float](repeating: 0, count: rows)
    codes = [Int8](unsafeUninitializedCapacity: rows * columns) { codes, initialized in
      if let base = codes.baseAddress {
        for row in 0..<rows {
          scales[row] = stet_quantize_row(values + row * columns, Int64(columns), base + row * columns)
        }
      }
      initialized = rows * columns
    }
    guard scales.allSatisfy(\.isFinite) else { throw TensorError.notFinite(name) }
    self.scales = scales
  }
}
