import Support

/// Why a TOML text could not be read.
package struct TOMLError: HintedError, Equatable {
  /// `toml-syntax` for a wrong line, `toml-file` for a file that cannot be TOML at all.
  package let code: String
  package let message: String
  package let hint: String
  /// 1-based, where it is known.
  package let line: Int?

  static func syntax(_ message: String, line: Int) -> TOMLError {
    TOMLError(code: "toml-syntax", message: message, hint: "Correct that line.", line: line)
  }

  static func file(_ message: String, hint: String) -> TOMLError {
    TOMLError(code: "toml-file", message: message, hint: hint, line: nil)
  }
}
