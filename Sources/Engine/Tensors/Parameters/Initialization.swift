/// What a parameter starts from that no checkpoint has.
package enum Initialization: Sendable, Equatable {
  case zeros
  case ones
  /// Normally distributed around zero.
  case normal(deviation: Float)
  /// Uniformly distributed in `-bound ... bound`.
  case uniform(bound: Float)

  /// What BERT starts its matrices from.
  package static let standard = Initialization.normal(deviation: 0.02)

  /// Writes `count` numbers.
  func fill(_ values: UnsafeMutablePointer<Float>, count: Int, using random: inout SeededGenerator) {
    switch self {
    case .zeros: values.update(repeating: 0, count: count)
    case .ones: values.update(repeating: 1, count: count)
    case .normal(let deviation):
      for index in 0..<count { values[index] = deviation * Float(random.normal()) }
    case .uniform(let bound):
      for index in 0..<count { values[index] = bound * Float(2 * random.unit() - 1) }
    }
  }
}
