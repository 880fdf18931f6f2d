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
  let storage: Storage

  /// Takes a parameter, or packs stored matrices, each `[its outputs, inputs]`, and lets go of the file's pages that held them.
  ///
  /// O(outputs * inputs) for stored ones.
  ///
  /// - Throws: `TensorError` `tensor-type` unless they are F32, F16, BF16, or I8 with scales.
  package convenience init(
    _ weight: Weight, inputs: Int, arena: WeightArena, precision: WeightPrecision = .exact
  ) throws {
    try self.init(weight, inputs: inputs) {
      try PackedWeights($0, inputs: inputs, arena: arena, precision: precision)
    }
  }

  /// Packs stored matrices for certain kernels, for tests.
  package convenience init(
    _ weight: Weight, inputs: Int, arena: WeightArena, reduced kernels: PackedKernels
  ) throws {
    try self.init(weight, inputs: inputs) { try PackedWeights($0, inputs: inputs, arena: arena, reduced: kernels) }
  }

  private init(_ weight: Weight, inputs: Int, packing: ([StoredTensor]) throws -> PackedWeights) throws {
    precondition(weight.partShape.count == 2 && weight.partShape[1] == inputs, "matrices of one input")
    self.inputs = inputs
    switch weight {
    case .parameter(let parameter):
      storage = .parameter(parameter)
      outputs = parameter.rows
    case .stored(let parts):
      let packed = try packing(parts)
      storage = .packed(packed)
      outputs = packed.outputs
    }
  }

  /// The parameter that it is, nil for packed constants.
  package var parameter: Parameter? { if case .parameter(let parameter) = storage { parameter } else { nil } }

  /// A copy of the weights, `[outputs, inputs]` row after row.
  package func unpacked() throws -> [Float] {
    switch storage {
    case .packed(let packed): try packed.parts.flatMap { try $0.floats() }
    case .parameter(let parameter): parameter.elements
    }
  }

  /// Calls `body` with pieces of the matrix in order: the first of its rows, how many, and their numbers `[rows, inputs]`.
  func forEachPiece(_ body: (_ first: Int, _ rows: Int, UnsafePointer<Float>) -> Void) {
    switch storage {
    case .parameter(let parameter): withExtendedLifetime(parameter) { body(0, outputs, parameter.values) }
    case .packed(let packed):
      var first = 0
      for part in packed.parts {
        part.withFloats { body(first, part.shape[0], $0) }
        first += part.shape[0]
      }
    }
  }
}
