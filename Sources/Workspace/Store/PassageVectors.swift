/// The vectors of all passages of an index, one after the other.
package struct PassageVectors: Sendable {
  /// The passages' ids, ascending; the i-th has row i of `values`.
  package let ids: [Int64]
  /// The length of one vector.
  package let dimensions: Int
  /// `[ids.count, dimensions]`, row major.
  package let values: [Float]
}
