import Support

/// Why a head cannot be built from a model directory.
package struct HeadError: HintedError, Equatable {
  /// `head-invalid` or `head-unsupported`.
  package let code: String
  package let message: String
  package let hint: String

  /// A file contradicts the model or lacks something.
  package static func invalid(_ file: String, _ what: String) -> HeadError {
    HeadError(
      code: "head-invalid", message: "\(file): \(what)", hint: "Copy the file again from where the model came from.")
  }

  /// A file asks for something that Stet does not compute; ignoring it would give wrong vectors.
  package static func unsupported(_ file: String, _ what: String, supported: String) -> HeadError {
    HeadError(
      code: "head-unsupported", message: "\(file): \(what) is not supported", hint: "Supported are \(supported).")
  }

  /// A head is described in a way that cannot be.
  package static func specification(_ field: String, _ expected: String) -> HeadError {
    HeadError(
      code: "head-invalid", message: "the head's \(field) must be \(expected)",
      hint: "Correct the head in config.json, stet.json or the recipe.")
  }
}
