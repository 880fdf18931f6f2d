/// How a model's weights are stored in its file.
///
/// Matrices alone are reduced: vectors (biases, gains) are few and every number counts.
package enum WeightStorage: String, Sendable, CaseIterable {
  case float32, float16, bfloat16
  /// A float32 scale for each output and integers of eight bits, symmetric; the small matrices that decide between labels stay in float32.
  case int8
  /// A scale for each 64 inputs of an output and integers of four bits; what has no such groups is stored in eight bits.
  ///
  /// For the file alone: what serves multiplies in eight bits.
  case int4

  /// From this many numbers on a matrix is stored in eight bits, or in four.
  package static let smallestInteger = 3 << 14

  /// How a weight of this shape is stored.
  ///
  /// - Parameter axis: which way it lies.
  package func format(of shape: [Int], lying axis: ScaleAxis = .rows) -> WeightFormat {
    guard shape.count > 1 else { return .float32 }
    switch self {
    case .float32: return .float32
    case .float16: return .float16
    case .bfloat16: return .bfloat16
    case .int8, .int4:
      guard shape.count == 2, shape[0] * shape[1] >= Self.smallestInteger else { return .float32 }
      return self == .int4 && axis == .rows && shape[1] % GroupedMatrix.group == 0 ? .fourBits : .eightBits(axis)
    }
  }

  /// What a difference of outputs from those of the unreduced model may be.
  ///
  /// For outputs of the order of one, as hidden states and unit vectors are; measured on all-MiniLM-L6-v2 and rounded up.
  package var tolerance: Float {
    switch self {
    case .float32: 1e-3
    case .float16: 1e-2
    case .bfloat16: 1e-1
    case .int8: 2e-1
    case .int4: 7e-1
    }
  }
}
