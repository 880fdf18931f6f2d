import Support

/// A failure of a database that Stet keeps.
package struct StoreError: HintedError {
  package let code: String
  package let message: String
  package let hint: String

  init(code: String, message: String, hint: String) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// The file at `path` could not be opened, and setting it aside is not an answer.
  static func cannotOpen(_ path: String, _ error: any Error) -> StoreError {
    StoreError(
      code: "store-unavailable", message: "cannot open the database \(path): \(error)",
      hint: "Check that the folder is writable and that the disk is not full.")
  }

  /// A reading or writing statement failed.
  static func failed(_ action: String, _ path: String, _ error: any Error) -> StoreError {
    StoreError(
      code: "store-failed", message: "cannot \(action) \(path): \(error)",
      hint: "Check the disk; if this goes on, delete the file, it is made anew.")
  }
}
