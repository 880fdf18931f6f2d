/// What a layer is made of: a tensor of a checkpoint that stays as it is, or a parameter that training may change.
///
/// One definition of a layer serves inference and training, for it does not look which of the two it got.
package enum Weight: Sendable {
  /// Tensors of one shape, one after the other.
  case stored([StoredTensor])
  case parameter(Parameter)

  /// The shape of one part.
  package var partShape: [Int] {
    switch self {
    case .stored(let parts): parts.first?.shape ?? []
    case .parameter(let parameter): parameter.partShape
    }
  }
  /// How many tensors of a checkpoint it stands for.
  package var parts: Int {
    switch self {
    case .stored(let parts): parts.count
    case .parameter(let parameter): parameter.names.count
    }
  }
}
