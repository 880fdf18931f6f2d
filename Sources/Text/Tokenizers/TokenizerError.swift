import Support

/// Why a tokenizer could not be loaded.
///
/// Encoding itself never fails.
package struct TokenizerError: HintedError, Equatable {
  /// `tokenizer-missing`, `tokenizer-invalid` or `tokenizer-unsupported`.
  package let code: String
  package let message: String
  package let hint: String

  /// There is no file to load.
  static func missing(_ directory: String) -> TokenizerError {
    TokenizerError(
      code: "tokenizer-missing",
      message: "\(directory) has neither tokenizer.json nor vocab.txt, nor vocab.json with merges.txt",
      hint: "Copy the tokenizer's files from where the model came from into that folder.")
  }

  /// The file contradicts itself or lacks something.
  static func invalid(_ what: String, hint: String = "") -> TokenizerError {
    TokenizerError(
      code: "tokenizer-invalid", message: what,
      hint: hint.isEmpty ? "The file seems damaged: copy it again from where the model came from." : hint)
  }

  /// The file asks for something that Stet does not implement; ignoring it would give wrong ids.
  static func unsupported(_ component: String, hint: String) -> TokenizerError {
    TokenizerError(code: "tokenizer-unsupported", message: "\(component) is not supported", hint: hint)
  }

  /// The same error with the file it is about.
  func inFile(_ path: String) -> TokenizerError {
    TokenizerError(code: code, message: "\(path): \(message)", hint: hint)
  }
}
