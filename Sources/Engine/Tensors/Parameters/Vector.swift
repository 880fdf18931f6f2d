/// A vector in float32: a bias, a gain.
package struct Vector: Sendable {
  private enum Storage: Sendable {
    case constants([Float])
    case parameter(Parameter)
  }

  private let storage: Storage

  /// Constants.
  package init(_ values: [Float]) { storage = .constants(values) }

  /// A parameter, or stored vectors one after the other, widened.
  ///
  /// - Throws: `TensorError` `tensor-type` unless they are F32, F16, BF16, or I8 with scales.
  package init(_ weight: Weight) throws {
    switch weight {
    case .stored(let parts): storage = .constants(try parts.flatMap { try $0.floats() })
    case .parameter(let parameter): storage = .parameter(parameter)
    }
  }

  /// The parameter that it is, nil for constants.
  package var parameter: Parameter? { if case .parameter(let parameter) = storage { parameter } else { nil } }

  /// How many numbers it has.
  package var count: Int {
    switch storage {
    case .constants(let values): values.count
    case .parameter(let parameter): parameter.count
    }
  }

  /// A copy of the numbers.
  package var values: [Float] { withValues { Array(UnsafeBufferPointer(start: $0, count: count)) } }

  /// The numbers, valid inside of `body`.
  func withValues<Result>(_ body: (UnsafePointer<Float>) -> Result) -> Result {
    switch storage {
    case .constants(let values): values.withUnsafeBufferPointer { body($0.baseAddress ?? Self.empty) }
    case .parameter(let parameter): withExtendedLifetime(parameter) { body(parameter.values) }
    }
  }

  /// Stands for the address of no numbers; nobody reads it.
  private nonisolated(unsafe) static let empty = UnsafePointer(UnsafeMutablePointer<Float>.allocate(capacity: 1))
}
