import Foundation
import Support

/// Why a model cannot be found, added or verified.
package struct ModelError: HintedError, Equatable {
  /// `model-not-found`, `model-invalid`, `manifest-invalid`, `backbone-mismatch`, `model-exists`, `model-name-invalid`, `reference-invalid` or `reference-unsupported`.
  package let code: String
  package let message: String
  package let hint: String

  static func notFound(_ name: String, in folders: [String]) -> ModelError {
    let isDefault = [ModelRegistry.defaultModel, ModelRegistry.defaultLanguageModel].contains(name)
    return ModelError(
      code: "model-not-found", message: "there is no model \(name) in \(folders.joined(separator: " or "))",
      hint: isDefault
        ? "It comes with the program: install that by `make install`, not by copying it alone; or name the folder that has the model in STET_MODELS."
        : "Register it with `stet models add DIR`; `make model` fetches all-MiniLM-L6-v2. `stet models list` shows what there is."
    )
  }

  static func invalid(_ path: String, _ what: String) -> ModelError {
    ModelError(
      code: "model-invalid", message: "\(path): \(what)",
      hint:
        "Give a model directory in Hugging Face layout: config.json, model.safetensors, tokenizer.json or vocab.txt.")
  }

  /// `stet.json` cannot be used.
  static func manifest(_ path: String, _ what: String, hint: String) -> ModelError {
    ModelError(code: "manifest-invalid", message: "\(path): \(what)", hint: hint)
  }

  /// A head would read hidden states that it does not know.
  static func mismatch(_ path: String, head: String, trainedOn: String, found: String) -> ModelError {
    ModelError(
      code: "backbone-mismatch",
      message: "\(path): the head \(head) was trained on the backbone \(trainedOn.prefix(32)), this one is \(found)",
      hint: "Put back the backbone that the head was trained on, or train the head again on this one.")
  }

  static func exists(_ name: String, in root: String) -> ModelError {
    ModelError(
      code: "model-exists", message: "there is already a model \(name) in \(root)",
      hint: "Remove that folder first, or register the new one under another name.")
  }

  /// Says in `body`'s errors of the file system what could not be written.
  static func writing(_ path: String, _ body: () throws -> Void) throws {
    do { try body() } catch let error as CocoaError {
      throw SupportError(
        code: "io-error", message: "cannot write a model to \(path): \(error.localizedDescription)",
        hint: "Check that the folder may be written and has room.")
    }
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
