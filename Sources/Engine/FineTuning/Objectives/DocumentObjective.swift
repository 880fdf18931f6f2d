import Datasets
import Models
import Tensors
import Training

/// A label or a degree of importance for each sentence of a document, several sentences in one pass.
///
/// The tokens of a sentence have seen its neighbours when the head pools them.
struct DocumentObjective: Objective {
  /// A sequence of sentences with what is to be predicted for each.
  struct Item: Sendable {
    let input: ModelInput
    /// Rows of the label space, or `CrossEntropyOptions.ignored`.
    let labels: [Int32]
    /// From 0 to 1.
    let scores: [Float]
  }

  let model: TaskModel
  private let items: [Item]
  private let isScored: Bool
  private let options: CrossEntropyOptions

  init(
    _ model: TaskModel, _ examples: [SentencesExample], space: LabelSpace, _ task: RecipeTask, _ builder: InputBuilder
  ) {
    self.model = model
    isScored = task.kind == .salience
    options = CrossEntropyOptions(task, space)
    items = examples.flatMap { example in
      builder.document(example.sentences).map { window in
        let labels =
          example.labels.isEmpty
          ? []
          : example.labels[window.sentences].map { label in
            label.flatMap { space.id(of: $0) }.map(Int32.init) ?? CrossEntropyOptions.ignored
          }
        let scores =
          example.scores.isEmpty
          ? [] : example.scores[window.sentences].map { Float(min(1, max(0, $0 / task.maximumScore))) }
        return Item(input: window.input, labels: labels, scores: scores)
      }
    }
  }

  var count: Int { items.count }

  func tokenCount(of example: Int) -> Int { items[example].input.count }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    [model.logits(examples.map { items[$0].input }, in: execution).rows]
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    if isScored { return execution.binaryCrossEntropy(outputs[0], examples.flatMap { items[$0].scores }) }
    return execution.crossEntropy(outputs[0], examples.flatMap { items[$0].labels }, options: options)
  }
}
