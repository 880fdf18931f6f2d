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
  package let rows: Int
  package let columns: Int
  /// `rows * columns` floats, aligned for every vector width.
  package let values: UnsafeMutablePointer<Float>

  /// A matrix of undefined numbers.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    let bytes = max(1, rows * columns) * MemoryLayout<Float>.stride
    values = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64).assumingMemoryBound(to: Float.self)
  }

  /// A matrix with these values, row after row.
  package convenience init(rows: Int, columns: Int, _ elements: [Float]) {
    precondition(elements.count == rows * columns, "\(rows) x \(columns) needs as many elements")
    self.init(rows: rows, columns: columns)
    values.update(from: elements, count: elements.count)
  }

  deinit { UnsafeMutableRawPointer(values).deallocate() }

  /// Row `index`, valid while the tensor lives.
  package func row(_ index: Int) -> UnsafeMutableBufferPointer<Float> {
    UnsafeMutableBufferPointer(start: values + index * columns, count: columns)
  }

  /// A copy of everything, row after row.
  package var elements: [Float] { Array(UnsafeBufferPointer(start: values, count: rows * columns)) }
}
