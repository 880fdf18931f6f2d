import Support

/// Why numbers could not be read, or do not fit together.
package struct TensorError: HintedError, Equatable {
  /// `checkpoint-invalid`, `checkpoint-missing`, `tensor-missing`, `tensor-not-finite`, `tensor-shape` or `tensor-type`.
  package let code: String
  package let message: String
  package let hint: String

  package init(code: String, message: String, hint: String) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// The file breaks the safetensors format.
  static func invalid(_ path: String, _ what: String) -> TensorError {
    TensorError(
      code: "checkpoint-invalid", message: "\(path) is not a valid safetensors file: \(what)",
      hint: "The file seems damaged or incomplete: copy it again from where the model came from.")
  }

  /// A weight that a model needs is not in its checkpoint.
  package static func missing(_ name: String, in path: String) -> TensorError {
    TensorError(
      code: "tensor-missing", message: "\(path) has no tensor \(name)",
      hint: "Check that config.json and the safetensors file belong to the same model.")
  }

  /// A weight has another shape than the configuration says.
  package static func shape(_ name: String, _ found: [Int], expected: [Int], in path: String) -> TensorError {
    TensorError(
      code: "tensor-shape",
      message: "\(path): tensor \(name) has shape \(found), the configuration asks for \(expected)",
      hint: "Check that config.json and the safetensors file belong to the same model.")
  }

  /// A weight cannot be stored in eight bits.
  static func notFinite(_ name: String) -> TensorError {
    TensorError(
      code: "tensor-not-finite", message: "the tensor \(name.prefix(200)) has numbers that are infinite or none",
      hint: "Train the model again with a smaller learning rate, or copy it again from where it came from.")
  }

  /// A tensor holds another kind of number than its use allows.
  package static func type(_ name: String, _ found: ElementType, expected: String, in path: String) -> TensorError {
    TensorError(
      code: "tensor-type", message: "\(path): tensor \(name) holds \(found.rawValue), expected \(expected)",
      hint: "Convert the file, for example with the safetensors library for Python.")
  }
}
