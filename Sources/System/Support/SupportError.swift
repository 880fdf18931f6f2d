/// A failure of the file system or of the operating system.
package struct SupportError: HintedError {
  package let code: String
  package let message: String
  package let hint: String

  package init(code: String, message: String, hint: String = "") {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// The failure of a system call on `path`, described by the current `errno`.
  package static func posix(_ action: String, path: String, errno number: Int32, hint: String = "") -> SupportError {
    SupportError(
      code: "io-error", message: "cannot \(action) \(path): \(describe(number))",
      hint: hint.isEmpty ? "Check that the path exists and that you may access it." : hint)
  }
}
