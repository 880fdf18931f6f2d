import Support

/// Why training cannot start, go on or resume.
package struct TrainingError: HintedError, Equatable {
  /// `training-empty`, `training-diverged` or `training-checkpoint`.
  package let code: String
  package let message: String
  package let hint: String

  /// A task without examples, or no task.
  static func empty(_ what: String) -> TrainingError {
    TrainingError(
      code: "training-empty", message: "\(what) has no examples", hint: "Check the files that the recipe names.")
  }

  /// The loss or its gradient is not a number any more.
  static func diverged(_ step: Int, task: String) -> TrainingError {
    TrainingError(
      code: "training-diverged", message: "the loss of \(task) became infinite or undefined in step \(step)",
      hint: "Lower the learning rate, or use a longer warm-up and gradient clipping.")
  }

  /// A checkpoint of another model or run.
  static func checkpoint(_ path: String, _ what: String) -> TrainingError {
    TrainingError(
      code: "training-checkpoint", message: "cannot resume from \(path): \(what)",
      hint: "Resume with the recipe that made it, or start anew in another folder.")
  }
}
