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
  /// Of a matrix in eight or four bits; nil for numbers that are what they stand for.
  private let scales: Scales?

  /// Where the scales of a matrix are.
  struct Scales: Sendable {
    let grouping: Grouping
    /// Bytes of the file that hold them, possibly unaligned.
    let range: Range<Int>
  }

  /// Which codes share a scale.
  enum Grouping: Sendable, CaseIterable {
    case rows, columns, groups

    init(_ axis: ScaleAxis) { self = axis == .rows ? .rows : .columns }

    /// What follows the name of a matrix in that of its scales.
    var suffix: String {
      switch self {
      case .rows: ScaleAxis.rows.suffix
      case .columns: ScaleAxis.columns.suffix
      case .groups: GroupedMatrix.scaleSuffix
      }
    }

    /// The type of the codes.
    var codes: ElementType { self == .groups ? .uint8 : .int8 }
    /// The type of the scales.
    var type: ElementType { self == .groups ? .float16 : .float32 }

    /// What the scales of codes of this shape look like; nil for codes that are no matrix of whole groups.
    func shape(for codes: [Int]) -> [Int]? {
      guard codes.count == 2 else { return nil }
      switch self {
      case .rows: return [codes[0]]
      case .columns: return [codes[1]]
      case .groups:
        return 2 * codes[1] % GroupedMatrix.group == 0 ? [codes[0], 2 * codes[1] / GroupedMatrix.group] : nil
      }
    }

    /// For messages.
    var wanted: String {
      switch self {
      case .rows: "one F32 number a row"
      case .columns: "one F32 number a column"
      case .groups: "one F16 number for each \(GroupedMatrix.group) numbers of a row"
      }
    }
  }

  init(
    name: String, type: ElementType, shape: [Int], path: String, file: MappedFile, range: Range<Int>,
    scales: Scales? = nil
  ) {
    (self.name, self.type, self.shape, self.path, self.file, self.range) = (name, type, shape, path, file, range)
    self.scales = scales
  }

  /// How many elements it has.
  package var count: Int { isInFourBits ? 2 * range.count : range.count / type.size }

  /// The elements' bytes; the closure must not let them escape.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(file) { try body(UnsafeRawBufferPointer(rebasing: file.bytes[range])) }
  }

  /// Whether it is a matrix in eight or four bits with scales.
  package var isQuantized: Bool { scales != nil }

  /// Whether it has eight bits and scales along an axis.
  func isQuantized(along axis: ScaleAxis) -> Bool { scales?.grouping == Grouping(axis) }

  /// Whether it has four bits.
  var isInFourBits: Bool { scales?.grouping == .groups }

  /// Whether weights may be read from it.
  package var isWeight: Bool { type.isFloat || isQuantized }

  /// The bytes of its scales, none where it has none; the closure must not let them escape.
  package func withScaleBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(file) { try body(UnsafeRawBufferPointer(rebasing: file.bytes[scales?.range ?? 0..<0])) }
  }

  /// The elements as floats; F16 and BF16 widen exactly, integers are multiplied with their scales.
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
      let start = isInFourBits ? first * columns / 2 : first * columns * type.size
      guard let base = bytes.baseAddress.map({ $0 + start }) else { return }
      if let number = type.number { return stet_widen(base, number, Int64(count * columns), output) }
      withScaleBytes { scales in
        guard let scales = scales.baseAddress else { return }
        switch self.scales?.grouping {
        case .columns: stet_dequantize_columns(base, scales, Int64(count), Int64(columns), output)
        case .groups:
          let before = first * (columns / GroupedMatrix.group)
          stet_dequantize_groups(base, scales + 2 * before, Int64(count), Int64(columns), output)
        default: stet_dequantize_rows(base, scales + 4 * first, Int64(count), Int64(columns), output)
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
