import Heads
import Support

/// Why the engine refuses a request.
package struct InferenceError: HintedError, Equatable {
  /// `engine-busy`, `head-unknown` or `head-unfit`.
  package let code: String
  package let message: String
  package let hint: String

  static func busy(_ waiting: Int) -> InferenceError {
    InferenceError(
      code: "engine-busy", message: "\(waiting) sentences are waiting for the model already",
      hint: "Send fewer texts at once, or try again later.")
  }

  static func unknown(_ head: String, known: [String]) -> InferenceError {
    InferenceError(
      code: "head-unknown", message: "the model has no head \(head.prefix(60))",
      hint: known.isEmpty
        ? "Use a bundle with heads, or train one with `stet train`." : "Use one of \(known.joined(separator: ", ")).")
  }

  static func unfit(_ head: String, _ task: HeadSpecification.Task, hint: String) -> InferenceError {
    InferenceError(
      code: "head-unfit", message: "the head \(head.prefix(60)) is made for \(task.rawValue)", hint: hint)
  }
}
