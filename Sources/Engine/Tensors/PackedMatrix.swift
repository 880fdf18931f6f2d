import CKernels

/// A weight matrix `[outputs, inputs]`, packed for the kernels when it is loaded.
///
/// Several stored matrices that share their input (query, key and value) become one: their outputs lie side by side.
/// `@unchecked Sendable`: the packed numbers are never changed after `init`.
package final class PackedMatrix: @unchecked Sendable {
  package let outputs: Int
  package let inputs: Int
  let packed: UnsafeMutablePointer<Float>
  let kernels: Kernels
  /// What it was made from; the tape's unfused products read these.
  let parts: [StoredTensor]
  /// Keeps `packed` alive.
  private let arena: WeightArena

  /// Packs `parts`, each `[its outputs, inputs]`, and lets go of the file's pages that held them.
  ///
  /// O(outputs * inputs).
  ///
  /// - Throws: `TensorError` `tensor-type` unless they are F32, F16 or BF16.
  package init(_ parts: [StoredTensor], inputs: Int, arena: WeightArena, kernels: Kernels = .best) throws {
    let numbers = try parts.map { try $0.number() }
    precondition(parts.allSatisfy { $0.shape.count == 2 && $0.shape[1] == inputs }, "matrices of one input")
    self.inputs = inputs
    self.kernels = kernels
    self.parts = parts
    self.arena = arena
    outputs = parts.reduce(0) { $0 + $1.shape[0] }
    let count = kernels.table.pointee.packed_size(Int64(outputs), Int64(inputs))
    packed = arena.allocate(count)
    var first = 0
    for (part, number) in zip(parts, numbers) {
      part.withBytes { bytes in
        kernels.table.pointee.pack(bytes.baseAddress, number, Int64(part.shape[0]), Int64(inputs), packed, Int64(first))
      }
      first += part.shape[0]
      part.releasePages()
    }
  }

  /// A copy of the weights as they are stored, `[outputs, inputs]` row after row.
  package func unpacked() throws -> [Float] { try parts.flatMap { try $0.floats() } }
}
