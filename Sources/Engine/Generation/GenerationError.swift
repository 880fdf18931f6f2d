import Support

/// Why a model cannot continue or score texts.
package struct GenerationError: HintedError, Equatable {
  /// `model-unfit`, `ngrams-damaged`, `option-invalid`, `superseded`.
  package let code: String
  package let message: String
  package let hint: String

  static func unfit(_ path: String, _ family: String) -> GenerationError {
    GenerationError(
      code: "model-unfit",
      message: "\(path): a model of the type \(family.prefix(60)) does not predict what comes next",
      hint: "Use a decoder with its language-model head, for example a GPT-2, a Llama or a Qwen2.")
  }

  static func tokenizer(_ path: String) -> GenerationError {
    GenerationError(
      code: "model-unfit", message: "\(path): the tokenizer cannot turn tokens back into text",
      hint: "Use a model with a byte-level tokenizer or one with byte fallback.")
  }

  static func ngrams(_ path: String, _ reason: String) -> GenerationError {
    GenerationError(
      code: "ngrams-damaged", message: "\(path): \(reason)",
      hint: "Make it anew with `stet train-ngrams`, or remove it.")
  }

  static func option(_ name: String, _ range: String) -> GenerationError {
    GenerationError(code: "option-invalid", message: "\(name) is out of range", hint: "Give a number \(range).")
  }

  static func superseded() -> GenerationError {
    GenerationError(
      code: "superseded", message: "a newer request for the same text took the place of this one", hint: "")
  }
}
