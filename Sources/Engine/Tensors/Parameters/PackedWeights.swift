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

  init(_ parts: [StoredTensor], inputs: Int, arena: WeightArena, kernels: Kernels) throws {
    let numbers = try parts.map { try $0.number() }
    self.kernels = kernels
    self.parts = parts
    self.arena = arena
    outputs = parts.reduce(0) { $0 + $1.shape[0] }
    values = arena.allocate(kernels.table.pointee.packed_size(Int64(outputs), Int64(inputs)))
    var first = 0
    for (part, number) in zip(parts, numbers) {
      part.withBytes { bytes in
        kernels.table.pointee.pack(bytes.baseAddress, number, Int64(part.shape[0]), Int64(inputs), values, Int64(first))
      }
      first += part.shape[0]
      part.releasePages()
    }
  }
}
