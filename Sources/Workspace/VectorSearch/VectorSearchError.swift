import Support

/// Why vectors were refused.
package struct VectorSearchError: HintedError, Equatable {
  /// `vector-dimension`, `vector-not-finite`, `vector-blob` or `vector-codes`.
  package let code: String
  package let message: String
  package let hint: String

  static func dimension(_ found: Int, expected: Int) -> VectorSearchError {
    VectorSearchError(
      code: "vector-dimension", message: "a vector has \(found) numbers where the index holds \(expected)",
      hint: "Build the index again with the model in use.")
  }

  static let notFinite = VectorSearchError(
    code: "vector-not-finite", message: "a vector holds a number that is not finite",
    hint: "Check the model with `stet models verify`.")

  static func codes(_ path: String) -> VectorSearchError {
    VectorSearchError(
      code: "vector-codes", message: "\(path) does not hold the vectors that were written to it",
      hint: "Delete the file and search again; it is made out of the index.")
  }

  static func blob(_ what: String) -> VectorSearchError {
    VectorSearchError(
      code: "vector-blob", message: "stored bytes are no vector: \(what)", hint: "Build the index again.")
  }
}
