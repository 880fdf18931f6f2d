import CKernels

/// Constant weights `[outputs, inputs]` in the layout of the kernels.
///
/// `@unchecked Sendable`: the packed numbers are never changed after `init`.
struct PackedWeights: @unchecked Sendable {
  let outputs: Int
  let values: UnsafeMutablePointer<Float>
  let kernels: Kernels
  /// What it was made from; gradients that pass through read these.
  let parts: [StoredTensor]
  /// Keeps `values` alive.
  private let arena: WeightArena

  init(_ parts: [StoredTensor], inputs: Int, transposed: Bool = false, arena: WeightArena, kernels: Kernels) throws {
    for part in parts { try part.checkWeight() }
    self.kernels = kernels
    self.parts = parts
    self.arena = arena
    outputs = parts.reduce(0) { $0 + $1.shape[transposed ? 1 : 0] }
    values = arena.allocate(kernels.table.pointee.packed_size(Int64(outputs), Int64(inputs)))
    var first = 0
    for part in parts {
      if transposed { packTransposed(part) } else { pack(part, inputs: inputs, first: first) }
      first += part.shape[0]
      part.releasePages()
    }
  }

  /// Rows that are widened at a time, so that what is between file and panels stays in the cache.
  private static let piece = 64

  /// Gives one part to the kernels, which read floats of all widths; eight bits become floats before, some rows at a time.
  ///
  /// Kernels for eight bits would take `part` as it is.
  private func pack(_ part: StoredTensor, inputs: Int, first: Int) {
    let pack = kernels.table.pointee.pack
    if let number = part.type.number {
      return part.withBytes {
        pack?($0.baseAddress, number, Int64(part.shape[0]), Int64(inputs), values, Int64(first))
      }
    }
    let rows = Tensor(rows: min(Self.piece, part.shape[0]), columns: inputs)
    for start in stride(from: 0, to: part.shape[0], by: Self.piece) {
      let count = min(Self.piece, part.shape[0] - start)
      part.widen(from: start, rows: count, into: rows.values)
      pack?(rows.values, stet_f32, Int64(count), Int64(inputs), values, Int64(first + start))
    }
  }

  /// Turns a matrix `[inputs, outputs]` over, some outputs at a time.
  private func packTransposed(_ part: StoredTensor) {
    let inputs = part.shape[0]
    let piece = Tensor(rows: min(Self.piece, outputs), columns: inputs)
    part.withFloats { from in
      for start in stride(from: 0, to: outputs, by: Self.piece) {
        let count = min(Self.piece, outputs - start)
        for input in 0..<inputs {
          for output in 0..<count { piece.values[output * inputs + input] = from[input * outputs + start + output] }
        }
        kernels.table.pointee.pack?(piece.values, stet_f32, Int64(count), Int64(inputs), values, Int64(start))
      }
    }
  }
}
