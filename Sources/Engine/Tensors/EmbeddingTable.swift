import CKernels

/// A table of vectors `[count, width]` that stays in the mapped file: only the rows that are read take memory.
package struct EmbeddingTable: Sendable {
  private let stored: StoredTensor
  private let number: stet_number
  package let count: Int
  package let width: Int

  /// - Throws: `TensorError` `tensor-type` unless it is F32, F16 or BF16.
  package init(_ stored: StoredTensor) throws {
    precondition(stored.shape.count == 2, "an embedding table is a matrix")
    self.stored = stored
    number = try stored.number()
    (count, width) = (stored.shape[0], stored.shape[1])
  }

  /// Writes the rows `ids` one after the other to `output`, `[ids, width]`.
  func gather(_ ids: [Int32], into output: UnsafeMutablePointer<Float>) {
    stored.withBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      for (row, id) in ids.enumerated() {
        precondition(id >= 0 && id < count, "token id outside of the embedding table")
        stet_widen(base + Int(id) * width * stored.type.size, number, Int64(width), output + row * width)
      }
    }
  }
}
