import CKernels

/// A weight matrix `[outputs, inputs]`: constants packed for the kernels at loading, or a parameter.
///
/// Several stored matrices that share their input (query, key and value) become one: their outputs lie side by side.
package final class WeightMatrix: Sendable {
  /// Where the numbers are.
  enum Storage: Sendable {
    case packed(PackedWeights)
    case parameter(Parameter)
  }

  package let outputs: Int
  package let inputs: Int
  /// Whether the numbers lie as `[inputs, outputs]`, as in the checkpoints of GPT-2.
  package let isTransposed: Bool
  let storage: Storage

  /// Takes a parameter, or packs stored matrices, each `[its outputs, inputs]`, and lets go of the file's pages that held them.
  ///
  /// O(outputs * inputs) for stored ones.
  ///
  /// - Parameter transposed: whether it is one matrix that lies as `[inputs, outputs]`.
  /// - Throws: `TensorError` `tensor-type` unless they are F32, F16, BF16, or I8 with scales.
  package convenience init(
    _ weight: Weight, inputs: Int, transposed: Bool = false, arena: WeightArena, precision: WeightPrecision = .exact
  ) throws {
    try self.init(weight, inputs: inputs, transposed: transposed) {
      try PackedWeights($0, inputs: inputs, transposed: transposed, arena: arena, precision: precision)
    }
  }

  /// Packs stored matrices for certain kernels, for tests.
  package convenience init(
    _ weight: Weight, inputs: Int, arena: WeightArena, reduced kernels: PackedKernels
  ) throws {
    try self.init(weight, inputs: inputs, transposed: false) {
      try PackedWeights($0, inputs: inputs, arena: arena, reduced: kernels)
    }
  }

  private init(
    _ weight: Weight, inputs: Int, transposed: Bool, packing: ([StoredTensor]) throws -> PackedWeights
  ) throws {
    precondition(
      weight.partShape.count == 2 && weight.partShape[transposed ? 0 : 1] == inputs, "matrices of one input")
    precondition(!transposed || weight.parts == 1, "one transposed matrix")
    self.inputs = inputs
    isTransposed = transposed
    switch weight {
    case .parameter(let parameter):
      storage = .parameter(parameter)
      outputs = transposed ? parameter.columns : parameter.rows
    case .stored(let parts):
      let packed = try packing(parts)
      storage = .packed(packed)
      outputs = packed.outputs
    }
  }

  /// The parameter that it is, nil for packed constants.
  package var parameter: Parameter? { if case .parameter(let parameter) = storage { parameter } else { nil } }

  /// Whether it is packed in fewer than 32 bits.
  package var hasFewerBits: Bool { if case .packed(let packed) = storage { packed.hasFewerBits } else { false } }

  /// A copy of the weights, `[outputs, inputs]` row after row, or the other way round where it is transposed.
  package func unpacked() throws -> [Float] {
    switch storage {
    case .packed(let packed): try packed.parts.flatMap { try $0.floats() }
    case .parameter(let parameter): parameter.elements
    }
  }

  /// Calls `body` with pieces of the matrix in order: the first of its rows, how many, and their numbers `[rows, inputs]`.
  ///
  /// A transposed matrix is one piece: `[inputs, outputs]`.
  func forEachPiece(_ body: (_ first: Int, _ rows: Int, UnsafePointer<Float>) -> Void) {
    switch storage {
    case .parameter(let parameter): withExtendedLifetime(parameter) { body(0, outputs, parameter.values) }
    case .packed(let packed):
      guard !isTransposed else { return packed.parts[0].withFloats { body(0, outputs, $0) } }
      var first = 0
      for part in packed.parts {
        part.withFloats { body(first, part.shape[0], $0) }
        first += part.shape[0]
      }
    }
  }
}
