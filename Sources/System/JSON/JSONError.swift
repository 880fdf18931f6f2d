import Support

/// Why bytes are no JSON text, or why a JSON value is not what a reader expects.
///
/// It never quotes the content.
package struct JSONError: HintedError, Equatable {
  /// `json-syntax` or `json-shape`.
  package let code: String
  package let message: String
  package let hint: String
  /// Line and column (from 1; columns in code points) and byte offset of a syntax error.
  package let location: Location?

  /// A place in a JSON text.
  package struct Location: Sendable, Equatable {
    /// Counted from 1.
    package let line: Int
    /// Counted from 1, in code points.
    package let column: Int
    /// Bytes from the start of the text (after repair, if there was something to repair).
    package let position: Int
  }

  static func syntax(_ what: String, at location: Location, hint: String = "") -> JSONError {
    JSONError(
      code: "json-syntax", message: "invalid JSON at line \(location.line), column \(location.column): \(what)",
      hint: hint.isEmpty ? "Check the text at that place; it must be one JSON value in UTF-8." : hint,
      location: location)
  }

  /// The value at `path` (`range.start.line`, empty for the whole value) is not `expected`.
  package static func shape(_ expected: String, at path: String) -> JSONError {
    JSONError(
      code: "json-shape", message: path.isEmpty ? "expected \(expected)" : "expected \(expected) at \(path)", hint: "",
      location: nil)
  }

  /// The same error, seen from the object in which the failing value is the member `key`.
  func inside(_ key: String) -> JSONError {
    guard code == "json-shape" else { return self }
    let parts = message.split(separator: " at ", maxSplits: 1).map(String.init)
    let expected = String(parts[0].dropFirst("expected ".count))
    return .shape(expected, at: parts.count > 1 ? "\(key).\(parts[1])" : key)
  }
}
