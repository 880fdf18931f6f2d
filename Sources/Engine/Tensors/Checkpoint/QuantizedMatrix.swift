import CKernels

/// Which numbers of a matrix in eight bits share a scale: those that a linear layer adds up for one output.
package enum ScaleAxis: Sendable, CaseIterable {
  /// One scale for each row, for matrices that lie as `[outputs, inputs]`.
  case rows
  /// One scale for each column, for matrices that lie as `[inputs, outputs]`.
  case columns

  /// What follows the name of a matrix in that of its scales.
  var suffix: String { self == .rows ? ".scale" : ".column_scale" }

  /// How many scales a matrix has.
  func count(of shape: [Int]) -> Int { shape[self == .rows ? 0 : 1] }
}

/// A matrix in eight bits: each row, or each column, is a scale times integers from -127 to 127.
///
/// In a safetensors file it is two tensors: `NAME`, I8 `[rows, columns]`, and `NAME.scale`, F32 `[rows]`, or `NAME.column_scale`, F32
/// `[columns]`. A scale is the one with the smallest squared error, which may cut the largest numbers off.
struct QuantizedMatrix {
  let codes: [Int8]
  let scales: [Float]

  /// Quantises numbers `[rows, columns]`.
  ///
  /// O(rows * columns).
  ///
  /// - Throws: `TensorError` `tensor-not-finite`.
  init(_ values: UnsafePointer<Float>, rows: Int, columns: Int, along axis: ScaleAxis = .rows, name: String) throws {
    var scales = [Float](repeating: 0, count: axis.count(of: [rows, columns]))
    codes = [Int8](unsafeUninitializedCapacity: rows * columns) { codes, initialized in
      if let base = codes.baseAddress {
        switch axis {
        case .rows:
          for row in 0..<rows {
            scales[row] = stet_quantize_row(values + row * columns, Int64(columns), base + row * columns)
          }
        case .columns: Self.quantizeColumns(values, rows, columns, base, &scales)
        }
      }
      initialized = rows * columns
    }
    guard scales.allSatisfy(\.isFinite) else { throw TensorError.notFinite(name) }
    self.scales = scales
  }

  /// Turns some columns at a time into rows, so that both are read a cache line at a time.
  private static func quantizeColumns(
    _ values: UnsafePointer<Float>, _ rows: Int, _ columns: Int, _ codes: UnsafeMutablePointer<Int8>,
    _ scales: inout [Float]
  ) {
    let width = 16
    var turned = [Float](repeating: 0, count: width * rows)
    var turnedCodes = [Int8](repeating: 0, count: width * rows)
    for first in stride(from: 0, to: columns, by: width) {
      let count = min(width, columns - first)
      for row in 0..<rows {
        for column in 0..<count { turned[column * rows + row] = values[row * columns + first + column] }
      }
      turned.withUnsafeBufferPointer { turned in
        turnedCodes.withUnsafeMutableBufferPointer { turnedCodes in
          guard let from = turned.baseAddress, let to = turnedCodes.baseAddress else { return }
          for column in 0..<count {
            scales[first + column] = stet_quantize_row(from + column * rows, Int64(rows), to + column * rows)
          }
        }
      }
      for row in 0..<rows {
        for column in 0..<count { codes[row * columns + first + column] = turnedCodes[column * rows + row] }
      }
    }
  }
}
