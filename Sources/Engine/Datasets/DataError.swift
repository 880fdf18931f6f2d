import Support

/// Why data cannot be used.
///
/// It names files, lines and label names, never other text of a file.
package struct DataError: HintedError, Equatable {
  /// `data-invalid` for wrong content, `data-format` for a source that its format cannot serve, `data-unpack` for a packed file.
  package let code: String
  package let message: String
  package let hint: String

  package init(code: String, message: String, hint: String) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
