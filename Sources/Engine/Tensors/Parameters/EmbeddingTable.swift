/// A table of vectors `[count, width]`.
///
/// Of a checkpoint it stays in the mapped file: only the rows that are read take memory.
package struct EmbeddingTable: Sendable {
  private enum Storage: Sendable {
    case stored(StoredTensor)
    case parameter(Parameter)
  }

  private let storage: Storage
  package let count: Int
  package let width: Int

  /// A parameter or one stored matrix.
  ///
  /// - Throws: `TensorError` `tensor-type` unless it is F32, F16, BF16, or I8 with scales.
  package init(_ weight: Weight) throws {
    precondition(weight.partShape.count == 2 && weight.parts == 1, "an embedding table is one matrix")
    (count, width) = (weight.partShape[0], weight.partShape[1])
    switch weight {
    case .stored(let parts):
      try parts[0].checkWeight()
      storage = .stored(parts[0])
    case .parameter(let parameter): storage = .parameter(parameter)
    }
  }

  /// The parameter that it is, nil for a stored one.
  package var parameter: Parameter? { if case .parameter(let parameter) = storage { parameter } else { nil } }

  /// Writes the rows `ids` one after the other to `output`, `[ids, width]`.
  func gather(_ ids: [Int32], into output: UnsafeMutablePointer<Float>) {
    precondition(ids.allSatisfy { $0 >= 0 && $0 < count }, "token id outside of the embedding table")
    switch storage {
    case .parameter(let parameter):
      for (row, id) in ids.enumerated() {
        (output + row * width).update(from: parameter.values + Int(id) * width, count: width)
      }
    case .stored(let stored):
      for (row, id) in ids.enumerated() { stored.widen(from: Int(id), rows: 1, into: output + row * width) }
    }
  }
}
