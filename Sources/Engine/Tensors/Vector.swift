/// A vector parameter, widened to float32 when it is loaded: a bias, a gain.
package struct Vector: Sendable {
  package let values: [Float]
  /// How many numbers it has.
  package var count: Int { values.count }

  package init(_ values: [Float]) { self.values = values }

  /// Reads vectors of a checkpoint, one after the other.
  package init(_ parts: [StoredTensor]) throws {
    values = try parts.flatMap { try $0.floats() }
  }
}
