import Support

/// Why a recipe cannot be followed although its file and data are sound.
package struct FineTuningError: HintedError, Equatable {
  /// `training-backbone` or `training-output`.
  package let code: String
  package let message: String
  package let hint: String
}
