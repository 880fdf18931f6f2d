import CKernels

/// How the numbers of a weight stand in a file.
package enum WeightFormat: Sendable, Equatable {
  /// F32, F16 or BF16.
  case plain(ElementType)
  /// Integers of eight bits with float32 scales, `QuantizedMatrix`.
  case eightBits(ScaleAxis)
  /// Integers of four bits with a scale in half precision for each 64 neighbours of a row, `GroupedMatrix`.
  case fourBits

  package static let float32 = WeightFormat.plain(.float32)
  package static let float16 = WeightFormat.plain(.float16)
  package static let bfloat16 = WeightFormat.plain(.bfloat16)
  package static let int8 = WeightFormat.eightBits(.rows)
}

/// A matrix in four bits: 64 neighbours of a row are a scale times integers from -8 to 7.
///
/// In a safetensors file it is two tensors: `NAME`, U8 `[rows, columns / 2]`, two integers in a byte, and `NAME.group_scale`, F16 `[rows, columns / 64]`.
struct GroupedMatrix {
  /// Columns must be a multiple of it.
  static let group = Int(stet_group)
  /// What follows the name of a matrix in that of its scales.
  static let scaleSuffix = ".group_scale"

  let codes: [UInt8]
  /// Half precision holds them exactly.
  let scales: [Float]

  /// Quantises numbers `[rows, columns]`.
  ///
  /// O(rows * columns).
  ///
  /// - Throws: `TensorError` `tensor-not-finite`.
  init(_ values: UnsafePointer<Float>, rows: Int, columns: Int, name: String) throws {
    precondition(columns % Self.group == 0, "whole groups")
    let count = rows * columns / Self.group
    var scales = [Float](repeating: 0, count: count)
    codes = [UInt8](unsafeUninitializedCapacity: rows * columns / 2) { codes, initialized in
      if let base = codes.baseAddress {
        for group in 0..<count {
          scales[group] = stet_quantize_group(values + group * Self.group, base + group * Self.group / 2)
        }
      }
      initialized = rows * columns / 2
    }
    guard scales.allSatisfy(\.isFinite) else { throw TensorError.notFinite(name) }
    self.scales = scales
  }
}
