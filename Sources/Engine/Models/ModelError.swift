import Support

/// Why a model cannot be found, added or verified.
package struct ModelError: HintedError, Equatable {
  /// `model-not-found`, `model-invalid`, `model-exists`, `model-name-invalid`, `reference-invalid` or `reference-unsupported`.
  package let code: String
  package let message: String
  package let hint: String

  static func notFound(_ name: String, in root: String) -> ModelError {
    ModelError(
      code: "model-not-found", message: "there is no model \(name) in \(root)",
      hint: "Run `make model` to fetch the default model, or register one with `stet models add DIR`.")
  }

  static func invalid(_ path: String, _ what: String) -> ModelError {
    ModelError(
      code: "model-invalid", message: "\(path): \(what)",
      hint:
        "Give a model directory in Hugging Face layout: config.json, model.safetensors, tokenizer.json or vocab.txt.")
  }

  static func exists(_ name: String, in root: String) -> ModelError {
    ModelError(
      code: "model-exists", message: "there is already a model \(name) in \(root)",
      hint: "Remove that folder first, or register the new one under another name.")
  }

  static func name(_ name: String) -> ModelError {
    ModelError(
      code: "model-name-invalid", message: "\(name.prefix(80)) cannot name a model",
      hint: "Use letters, digits, hyphens, underscores and dots, not starting with a dot.")
  }

  static func reference(_ path: String, _ what: String) -> ModelError {
    ModelError(
      code: "reference-invalid", message: "\(path): \(what)",
      hint:
        "Store input_ids [batch, sequence] as I64 or I32, optionally attention_mask and token_type_ids, and outputs as F32."
    )
  }

  static func unsupported(_ path: String, _ what: String, hint: String) -> ModelError {
    ModelError(code: "reference-unsupported", message: "\(path): \(what)", hint: hint)
  }
}
