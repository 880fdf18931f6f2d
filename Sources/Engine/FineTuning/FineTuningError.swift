import Support

/// Why a recipe cannot be followed although its file and data are sound.
package struct FineTuningError: HintedError, Equatable {
  /// `training-backbone`, `training-output`, `training-teacher` or `training-text`.
  package let code: String
  package let message: String
  package let hint: String
}

extension FineTuningError {
  /// A task asks for what comes next.
  static func noLanguageModel(_ family: String) -> FineTuningError {
    FineTuningError(
      code: "training-backbone", message: "a model of the type \(family.prefix(60)) does not predict what comes next",
      hint: "Name a decoder as the backbone (gpt2, llama, qwen2), whose tokenizer has a token for the end of texts.")
  }

  /// Notes that are too short to learn from.
  static func littleText(words: Int) -> FineTuningError {
    FineTuningError(
      code: "training-text", message: "the notes have \(words) words, too few to learn from and to measure by",
      hint: "Name files or folders with \(AdaptationText.fewestWords) words of prose at least, in several paragraphs.")
  }

  /// A task follows a head that the model it names lacks, or that has other labels.
  static func noTeacher(_ folder: String, head: String) -> FineTuningError {
    FineTuningError(
      code: "training-teacher", message: "\(folder) has no head \"\(head)\" with the labels of this task",
      hint:
        "Name a model whose head of this name has the same labels: the one that this recipe goes on from, or its origin."
    )
  }

  /// Layers over sentences are as wide as the backbone.
  static func otherWidth(_ task: String, vectors: Int, hidden: Int) -> FineTuningError {
    FineTuningError(
      code: "training-backbone",
      message: "the task \"\(task)\" reads vectors of \(hidden) numbers, the backbone's have \(vectors)",
      hint: "Leave context-layers out for a model whose sentence vectors are narrower or wider than its hidden states.")
  }

  /// Other heads would no longer fit a backbone that learns.
  static let unfrozenBackbone = FineTuningError(
    code: "training-backbone", message: "the recipe keeps the heads that are there, but the backbone learns",
    hint: "Freeze it (freeze = [\"embeddings\", \"encoder\", \"pooler\"]), or leave keep-heads out.")
}
