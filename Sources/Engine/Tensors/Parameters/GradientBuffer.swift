import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The sum of the gradients of one parameter that one thread has met since the last step.
///
/// An embedding table's gradient has few rows that are not zero: it remembers them, and pages of rows that nobody touched take no
/// memory. `@unchecked Sendable`: one thread at a time adds to it, see `ParameterGradients`.
package final class GradientBuffer: @unchecked Sendable {
  /// Which numbers mean something.
  package enum Content: Equatable {
    /// None: the gradient is zero.
    case nothing
    /// These rows, each once; all others are zero.
    case rows([Int32])
    case everything
  }

  package let count: Int
  package let columns: Int
  /// `count` numbers; see `content` before reading.
  package let values: UnsafeMutablePointer<Float>
  package private(set) var content = Content.nothing
  /// By row, whether it is in `content`; empty until rows are added.
  private var isTouched: [Bool] = []
  /// Whether the numbers outside of `content` are zeros, as `.rows` needs.
  private var isZeroOutside = true

  init(_ parameter: Parameter) {
    (count, columns) = (parameter.count, parameter.columns)
    // Zero pages of the system: a table that few rows touch takes few pages.
    let zeros: UnsafeMutableRawPointer? = calloc(max(1, count), MemoryLayout<Float>.stride)
    guard let zeros else { preconditionFailure("out of memory") }
    values = zeros.bindMemory(to: Float.self, capacity: max(1, count))
  }

  deinit { free(values) }

  /// Hands out all numbers for a change.
  ///
  /// - Parameter body: gets the numbers and whether they must be overwritten instead of added to.
  func addEverywhere(_ body: (UnsafeMutablePointer<Float>, _ isFirst: Bool) -> Void) {
    body(values, content == .nothing)
    (content, isZeroOutside) = (.everything, false)
  }

  /// Hands out all numbers, zero where nothing was added.
  func addToZeros(_ body: (UnsafeMutablePointer<Float>) -> Void) {
    if content == .nothing, !isZeroOutside { values.update(repeating: 0, count: count) }
    body(values)
    (content, isZeroOutside) = (.everything, false)
  }

  /// Adds the rows of `x` to the rows `ids`.
  func addRows(_ ids: [Int32], _ x: Tensor) { addRows(ids) { UnsafePointer(x.values + $0 * x.columns) } }

  /// Adds what another thread has summed.
  package func add(_ other: GradientBuffer) {
    switch other.content {
    case .nothing: return
    case .rows(let rows): addRows(rows) { UnsafePointer(other.values + Int(rows[$0]) * self.columns) }
    case .everything:
      addEverywhere { values, isFirst in
        if isFirst {
          values.update(from: other.values, count: count)
        } else {
          Kernels.addScaled(other.values, count: count, factor: 1, to: values)
        }
      }
    }
  }

  /// The sum of the squares of all numbers; O(what was touched).
  package var sumOfSquares: Double {
    func sum(_ values: UnsafePointer<Float>, _ count: Int) -> Double {
      Kernels.best.table.pointee.sum_of_squares(values, Int64(count))
    }
    switch content {
    case .nothing: return 0
    case .rows(let rows): return rows.sorted().reduce(0) { $0 + sum(values + Int($1) * columns, columns) }
    case .everything: return sum(values, count)
    }
  }

  /// Back to zero; O(what was touched).
  package func clear() {
    if case .rows(let rows) = content {
      for row in rows {
        (values + Int(row) * columns).update(repeating: 0, count: columns)
        isTouched[Int(row)] = false
      }
    }
    content = .nothing
  }

  private func addRows(_ ids: [Int32], _ row: (Int) -> UnsafePointer<Float>) {
    var touched: [Int32] = []
    switch content {
    case .everything: break
    case .nothing: if !isZeroOutside { values.update(repeating: 0, count: count) }
    case .rows(let rows): touched = rows
    }
    let isSparse = content != .everything
    if isTouched.isEmpty { isTouched = [Bool](repeating: false, count: count / columns) }
    content = .nothing  // Releases the list, so that it grows in place.
    for (index, id) in ids.enumerated() {
      Kernels.addScaled(row(index), count: columns, factor: 1, to: values + Int(id) * columns)
      if isSparse, !isTouched[Int(id)] {
        isTouched[Int(id)] = true
        touched.append(id)
      }
    }
    content = isSparse ? .rows(touched) : .everything
    isZeroOutside = isSparse
  }
}
