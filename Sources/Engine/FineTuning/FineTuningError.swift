import Support

/// Why a recipe cannot be followed although its file and data are sound.
package struct FineTuningError: HintedError, Equatable {
  /// `training-backbone` or `training-output`.
  package let code: String
  package let message: String
  package let hint: String
}

extension FineTuningError {
  /// Other heads would no longer fit a backbone that learns.
  static let unfrozenBackbone = FineTuningError(
    code: "training-backbone", message: "the recipe keeps the heads that are there, but the backbone learns",
    hint: "Freeze it (freeze = [\"embeddings\", \"encoder\", \"pooler\"]), or leave keep-heads out.")
}
