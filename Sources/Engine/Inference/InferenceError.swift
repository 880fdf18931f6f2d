import Heads
import Support

/// Why the engine refuses a request.
package struct InferenceError: HintedError, Equatable {
  /// `engine-busy`, `head-unknown`, `head-unfit`, `head-taken`, `head-invalid`, `head-name-invalid` or `backbone-mismatch`.
  package let code: String
  package let message: String
  package let hint: String

  static func busy(_ waiting: Int) -> InferenceError {
    InferenceError(
      code: "engine-busy", message: "\(waiting) sentences are waiting for the model already",
      hint: "Send fewer texts at once, or try again later.")
  }

  package static func unknown(_ head: String, known: [String]) -> InferenceError {
    InferenceError(
      code: "head-unknown", message: "the model has no head \(head.prefix(60))",
      hint: known.isEmpty
        ? "Use a bundle with heads, or train one with `stet train`." : "Use one of \(known.joined(separator: ", ")).")
  }

  static func unfit(_ head: String, _ task: HeadSpecification.Task, hint: String) -> InferenceError {
    InferenceError(
      code: "head-unfit", message: "the head \(head.prefix(60)) is made for \(task.rawValue)", hint: hint)
  }

  /// A taught head would read states that it does not know.
  static func mismatch(_ head: String) -> InferenceError {
    InferenceError(
      code: "backbone-mismatch", message: "the head \(head.prefix(60)) was taught on another model than this one",
      hint: "Teach it again from its marks: `stet train --head \(head.prefix(60)) --from-feedback`.")
  }

  static func taken(_ head: String) -> InferenceError {
    InferenceError(
      code: "head-taken", message: "the model has a head \(head.prefix(60)) of its own",
      hint: "Choose another name for yours.")
  }

  /// The files of a taught head cannot be used.
  static func invalid(_ path: String, _ what: String) -> InferenceError {
    InferenceError(
      code: "head-invalid", message: "\(path): \(what)",
      hint: "Teach the head again, or remove it with `stet models remove`.")
  }

  static func name() -> InferenceError {
    InferenceError(
      code: "head-name-invalid", message: "this cannot name a head",
      hint: "Use up to 64 letters, digits, hyphens and underscores.")
  }
}
