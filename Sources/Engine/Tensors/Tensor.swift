import CKernels

// Shape legend of the engine; every comment uses these names.
//
//   tokens    T   token rows of a packed batch: all sequences one after the other, no padding
//   sequences S   sequences of a packed batch
//   hidden    H   width of a hidden state
//   heads     N   attention heads; `headSize` D = H / N
//   inner     F   width of a feed-forward layer's middle
//   vocabulary V, positions P, types Y   rows of the embedding tables
//
// A weight is [outputs, inputs], as in a checkpoint.

/// A dense float32 matrix `[rows, columns]`, row-major and contiguous.
///
/// A reference: ops write a fresh tensor once and nobody changes it afterwards, so a tape may hold on to it. It belongs to
/// the thread that runs the ops.
package final class Tensor {
  /// Whether the backward pass must compute a gradient for it.
  package private(set) var needsGradient = false
  /// The derivative of the loss by each number, as far as it is known; nil for zero.
  package private(set) var gradient: Tensor?
  package let rows: Int
  package let columns: Int
  /// `rows * columns` floats, aligned for every vector width; they live as long as the tensor.
  package let values: UnsafeMutablePointer<Float>

  /// A matrix of undefined numbers.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    values = stet_tensor_memory(Self.bytes(rows, columns)).assumingMemoryBound(to: Float.self)
  }

  /// A matrix with these values, row after row.
  package convenience init(rows: Int, columns: Int, _ elements: [Float]) {
    precondition(elements.count == rows * columns, "\(rows) x \(columns) needs as many elements")
    self.init(rows: rows, columns: columns)
    values.update(from: elements, count: elements.count)
  }

  /// A matrix of zeros.
  package convenience init(zeros rows: Int, _ columns: Int) {
    self.init(rows: rows, columns: columns)
    values.update(repeating: 0, count: rows * columns)
  }

  deinit { stet_let_go_of_tensor_memory(values, Self.bytes(rows, columns)) }

  private static func bytes(_ rows: Int, _ columns: Int) -> Int64 {
    Int64(max(1, rows * columns) * MemoryLayout<Float>.stride)
  }

  /// How many numbers it has.
  package var count: Int { rows * columns }

  /// Row `index`, valid while the tensor lives.
  package func row(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: values + index * columns, count: columns)
  }

  /// A copy of some rows.
  package func slice(_ rows: Range<Int>) -> Tensor {
    let copy = Tensor(rows: rows.count, columns: columns)
    copy.values.update(from: values + rows.lowerBound * columns, count: copy.count)
    return copy
  }

  /// The first number: that of a loss `[1, 1]`.
  ///
  /// Safe on a tensor that nobody else holds, unlike `values`, whose memory goes with its tensor.
  package var scalar: Float { withExtendedLifetime(self) { values[0] } }

  /// A copy of everything, row after row.
  package var elements: [Float] { Array(UnsafeBufferPointer(start: values, count: rows * columns)) }

  /// Makes it a leaf whose gradient the backward pass leaves in `gradient`.
  package func requireGradient() { needsGradient = true }

  /// Adds to the gradient, if one is needed; the first addend is kept as it is, without a copy.
  package func accumulate(_ addend: Tensor) {
    guard needsGradient else { return }
    precondition(addend.rows == rows && addend.columns == columns, "a gradient has the shape of its tensor")
    if gradient == nil {
      gradient = addend
      return
    }
    // An addend may be shared with another tensor: then the sum needs a place of its own.
    if !isKnownUniquelyReferenced(&gradient), let shared = gradient {
      let copy = Tensor(rows: rows, columns: columns)
      copy.values.update(from: shared.values, count: count)
      gradient = copy
    }
    if let gradient { Kernels.addScaled(addend.values, count: count, factor: 1, to: gradient.values) }
  }

  /// The gradient, which it forgets.
  func takeGradient() -> Tensor? {
    defer { gradient = nil }
    return gradient
  }
}
