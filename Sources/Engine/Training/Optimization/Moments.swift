import Tensors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What AdamW remembers of one parameter: running means of its gradient and of the gradient's square.
///
/// `@unchecked Sendable`: one thread at a time works on a parameter, see `AdamW.step`.
final class Moments: @unchecked Sendable {
  /// Zeros of the system at first: rows that nobody touches take no memory.
  let first: UnsafeMutablePointer<Float>
  let second: UnsafeMutablePointer<Float>
  let count: Int
  let columns: Int
  /// Steps that changed the parameter.
  var steps = 0
  /// By row, whether it ever had a gradient; the moments of the others are zero.
  private(set) var isActive: [Bool]

  init(_ parameter: Parameter) {
    (count, columns) = (parameter.count, max(1, parameter.columns))
    isActive = [Bool](repeating: false, count: parameter.rows)
    (first, second) = (Self.zeros(parameter.count), Self.zeros(parameter.count))
  }

  deinit {
    free(first)
    free(second)
  }

  /// Notes which rows have a gradient now.
  func activate(_ content: GradientBuffer.Content) {
    switch content {
    case .nothing: return
    case .rows(let rows): for row in rows { isActive[Int(row)] = true }
    case .everything: isActive = [Bool](repeating: true, count: isActive.count)
    }
  }

  /// Takes over what a file has; rows that are not zero are active.
  func restore(_ first: [Float], _ second: [Float], steps: Int) {
    self.first.update(from: first, count: count)
    self.second.update(from: second, count: count)
    self.steps = steps
    for row in isActive.indices {
      isActive[row] = (row * columns..<(row + 1) * columns).contains { first[$0] != 0 || second[$0] != 0 }
    }
  }

  /// Calls `body` with ranges of numbers that are alike: of active rows, of others.
  func forEachRun(_ body: (_ numbers: Range<Int>, _ isActive: Bool) -> Void) {
    var start = 0
    while start < isActive.count {
      let end = isActive[start...].firstIndex(of: !isActive[start]) ?? isActive.count
      body(start * columns..<end * columns, isActive[start])
      start = end
    }
  }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
    let zeros: UnsafeMutableRawPointer? = calloc(max(1, count), MemoryLayout<Float>.stride)
    guard let zeros else { preconditionFailure("out of memory") }
    return zeros.bindMemory(to: Float.self, capacity: max(1, count))
  }
}
