import CKernels

/// A stretch of an index: rows one after the other, and the id of each.
struct VectorChunk: Sendable {
  private(set) var ids: [Int64] = []
  /// The rows when numbers are kept in full precision, else empty.
  private var full: [Float] = []
  /// The rows when numbers are kept in half precision, else empty.
  private var half: [UInt16] = []
  private let dimension: Int
  private let precision: VectorPrecision

  init(dimension: Int, precision: VectorPrecision) {
    (self.dimension, self.precision) = (dimension, precision)
  }

  var count: Int { ids.count }

  /// Appends a row of `dimension` numbers.
  mutating func append(_ vector: [Float], id: Int64) {
    ids.append(id)
    switch precision {
    case .full: full.append(contentsOf: vector)
    case .half:
      half.append(contentsOf: repeatElement(0, count: dimension))
      write(vector, at: ids.count - 1)
    }
  }

  /// Replaces the row at `index`.
  mutating func replace(at index: Int, with vector: [Float], id: Int64) {
    ids[index] = id
    write(vector, at: index)
  }

  /// The row at `index`, widened.
  func row(at index: Int) -> [Float] {
    let start = index * dimension
    guard precision == .half else { return Array(full[start..<start + dimension]) }
    var vector = [Float](repeating: 0, count: dimension)
    half.withUnsafeBufferPointer { half in
      guard let base = half.baseAddress else { return }
      VectorMath.kernels.pointee.widen(base + start, Int64(dimension), &vector)
    }
    return vector
  }

  /// All rows, widened.
  func widened() -> [Float] {
    guard precision == .half else { return full }
    var rows = [Float](repeating: 0, count: half.count)
    VectorMath.kernels.pointee.widen(half, Int64(half.count), &rows)
    return rows
  }

  mutating func removeLast() {
    ids.removeLast()
    if precision == .full { full.removeLast(dimension) } else { half.removeLast(dimension) }
  }

  /// Scores of 1 to 4 queries, one after the other in memory, with the rows in `range`: `[queries, ld]`.
  func score(
    _ queries: UnsafePointer<Float>, count: Int, rows range: Range<Int>, into scores: UnsafeMutablePointer<Float>,
    ld: Int
  ) {
    let kernels = VectorMath.kernels.pointee
    let (start, rows, width) = (range.lowerBound * dimension, Int64(range.count), Int64(dimension))
    switch precision {
    case .full:
      full.withUnsafeBufferPointer { full in
        guard let base = full.baseAddress else { return }
        kernels.dot_f32(queries, Int64(count), base + start, rows, width, scores, Int64(ld))
      }
    case .half:
      half.withUnsafeBufferPointer { half in
        guard let base = half.baseAddress else { return }
        kernels.dot_f16(queries, Int64(count), base + start, rows, width, scores, Int64(ld))
      }
    }
  }

  private mutating func write(_ vector: [Float], at index: Int) {
    let start = index * dimension
    guard precision == .half else {
      full.replaceSubrange(start..<start + dimension, with: vector)
      return
    }
    half.withUnsafeMutableBufferPointer { half in
      guard let base = half.baseAddress else { return }
      VectorMath.kernels.pointee.narrow(vector, Int64(dimension), base + start)
    }
  }
}
