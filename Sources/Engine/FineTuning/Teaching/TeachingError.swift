import Support

/// Why a head cannot be taught.
package struct TeachingError: HintedError, Equatable {
  /// `teach-empty`, `teach-mixed` or `teach-one-sided`.
  package let code: String
  package let message: String
  package let hint: String

  static func empty() -> TeachingError {
    TeachingError(
      code: "teach-empty", message: "nothing is marked",
      hint: "Mark a few spans or sentences first, with `stet/teach` or in a file.")
  }

  static func mixed() -> TeachingError {
    TeachingError(
      code: "teach-mixed", message: "some marks are spans and others whole sentences",
      hint: "Use one head for spans and another one for sentences.")
  }

  static func oneSided() -> TeachingError {
    TeachingError(
      code: "teach-one-sided", message: "all sentences have the same label",
      hint: "Mark sentences with another label too, or teach with sentences in view that have none.")
  }
}
