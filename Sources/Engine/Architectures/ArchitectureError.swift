import Support

/// Why a model's configuration cannot be used, or an input does not fit its model.
package struct ArchitectureError: HintedError, Equatable {
  /// `config-invalid`, `config-unsupported`, `architecture-unsupported` or `input-out-of-range`.
  package let code: String
  package let message: String
  package let hint: String

  /// A field of `config.json` is missing or has an impossible value.
  static func invalid(_ field: String, _ expected: String) -> ArchitectureError {
    ArchitectureError(
      code: "config-invalid", message: "config.json: \(field) must be \(expected)",
      hint: "Copy config.json again from where the model came from.")
  }

  /// A field asks for something that Stet does not compute; ignoring it would give wrong numbers.
  static func unsupported(_ field: String, _ value: String, supported: String) -> ArchitectureError {
    ArchitectureError(
      code: "config-unsupported", message: "config.json: \(field) \(value) is not supported",
      hint: "Use a model with \(field) \(supported).")
  }

  /// No architecture of this name.
  static func unknown(_ family: String, known: [String]) -> ArchitectureError {
    ArchitectureError(
      code: "architecture-unsupported", message: "models of the type \(family.prefix(60)) are not supported",
      hint: "Use a model whose config.json has one of these model_type: \(known.joined(separator: ", ")).")
  }

  static func input(_ what: String) -> ArchitectureError {
    ArchitectureError(
      code: "input-out-of-range", message: what, hint: "Check that the inputs were made with the model's own tokenizer."
    )
  }
}
