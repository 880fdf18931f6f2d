import CKernels
import Support

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A tensor as it stands in a mapped safetensors file.
///
/// Nothing is copied until it is read.
package struct StoredTensor: Sendable {
  /// The name in the file's header.
  package let name: String
  package let type: ElementType
  /// Outermost dimension first; empty for a single number.
  package let shape: [Int]
  /// The path of the file, for error messages.
  package let path: String
  /// Keeps the mapping alive.
  private let file: MappedFile
  /// Bytes of the file that hold the elements, row-major, little-endian, possibly unaligned.
  private let range: Range<Int>
  /// Of a matrix in eight bits; nil for numbers that are what they stand for.
  private let scales: Scales?

  /// Where the scales of a matrix are.
  struct Scales: Sendable {
    let axis: ScaleAxis
    /// Bytes of the file that hold a float32 number for each row or column, possibly unaligned.
    let range: Range<Int>
  }

  init(
    name: String, type: ElementType, shape: [Int], path: String, file: MappedFile, range: Range<Int>,
    scales: Scales? = nil
  ) {
    (self.name, self.type, self.shape, self.path, self.file, self.range) = (name, type, shape, path, file, range)
    self.scales = scales
  }

  /// How many elements it has.
  package var count: Int { range.count / type.size }

  /// The elements' bytes; the closure must not let them escape.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(file) { try body(UnsafeRawBufferPointer(rebasing: file.bytes[range])) }
  }

  /// Whether it is a matrix in eight bits with scales.
  package var isQuantized: Bool { scales != nil }

  /// Whether it has scales along an axis.
  func isQuantized(along axis: ScaleAxis) -> Bool { scales?.axis == axis }

  /// Whether weights may be read from it.
  package var isWeight: Bool { type.isFloat || isQuantized }

  /// The bytes of its scales, none where it has none; the closure must not let them escape.
  package func withScaleBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(file) { try body(UnsafeRawBufferPointer(rebasing: file.bytes[scales?.range ?? 0..<0])) }
  }

  /// The elements as floats; F16 and BF16 widen exactly, I8 is multiplied with its scales.
  ///
  /// - Throws: `TensorError` `tensor-type` for another type.
  package func floats() throws -> [Float] {
    try checkWeight()
    return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress, count > 0 { widen(from: 0, rows: rows, into: base) }
      initialized = count
    }
  }

  /// How many numbers of the outermost dimension it has; 1 for a single number.
  var rows: Int { shape.first ?? 1 }

  /// Writes the rows `first ..< first + rows` as floats to `output`, `[rows, elements of a row]`.
  ///
  /// The type must be one that `checkWeight` accepts.
  func widen(from first: Int, rows count: Int, into output: UnsafeMutablePointer<Float>) {
    let columns = rows == 0 ? 0 : self.count / rows
    withBytes { bytes in
      guard let base = bytes.baseAddress.map({ $0 + first * columns * type.size }) else { return }
      if let number = type.number { return stet_widen(base, number, Int64(count * columns), output) }
      withScaleBytes { scales in
        guard let scales = scales.baseAddress else { return }
        if isQuantized(along: .columns) {
          stet_dequantize_columns(base, scales, Int64(count), Int64(columns), output)
        } else {
          stet_dequantize_rows(base, scales + 4 * first, Int64(count), Int64(columns), output)
        }
      }
    }
  }

  /// The elements of a weight as floats: in place where the file has aligned F32, else widened into a copy.
  ///
  /// The type must be one that `checkWeight` accepts.
  func withFloats<Result>(_ body: (UnsafePointer<Float>) -> Result) -> Result {
    withBytes { bytes in
      if type == .float32, let base = bytes.baseAddress, Int(bitPattern: base) % 4 == 0 {
        return body(base.assumingMemoryBound(to: Float.self))
      }
      let copy = Tensor(rows: 1, columns: count)
      widen(from: 0, rows: rows, into: copy.values)
      return body(copy.values)
    }
  }

  /// The elements of an I32 or I64 tensor.
  ///
  /// - Throws: `TensorError` `tensor-type` for another type.
  package func integers() throws -> [Int64] {
    try withBytes { bytes in
      switch type {
      case .int64: return (0..<count).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self) }
      case .int32: return (0..<count).map { Int64(bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self)) }
      default: throw TensorError.type(name, type, expected: "I64 or I32", in: path)
      }
    }
  }

  /// Makes sure that weights can be read from it.
  ///
  /// - Throws: `TensorError` `tensor-type` unless it is F32, F16, BF16, or I8 with scales.
  func checkWeight() throws {
    guard isWeight else { throw TensorError.type(name, type, expected: "F32, F16, BF16 or I8 with scales", in: path) }
  }

  /// Tells the system that the elements' pages are not needed for now; reading them again is possible and costs a page fault.
  package func releasePages() {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    guard let base = file.bytes.baseAddress else { return }
    // Only whole pages inside the range: neighbours may be in use.
    let start = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    if start < end { madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, Int32(MADV_DONTNEED)) }
  }
}
