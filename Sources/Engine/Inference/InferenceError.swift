import Support

/// Why the engine refuses a request.
package struct InferenceError: HintedError, Equatable {
  /// `engine-busy`.
  package let code: String
  package let message: String
  package let hint: String

  static func busy(_ waiting: Int) -> InferenceError {
    InferenceError(
      code: "engine-busy", message: "\(waiting) sentences are waiting for the model already",
      hint: "Send fewer texts at once, or try again later.")
  }
}
