import Datasets
import Models
import Tensors
import Training

/// A label or a degree of importance for each sentence of a document, which the head sees among its neighbours.
struct DocumentObjective: Objective {
  /// Sentences with what is to be predicted for each.
  struct Item: Sendable {
    let window: DocumentWindow
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
      builder.windows(of: example.sentences, for: model.head).map { window in
        let labels =
          example.labels.isEmpty
          ? []
          : example.labels[window.sentences].map { label in
            label.flatMap { space.id(of: $0) }.map(Int32.init) ?? CrossEntropyOptions.ignored
          }
        let scores =
          example.scores.isEmpty
          ? [] : example.scores[window.sentences].map { Float(min(1, max(0, $0 / task.maximumScore))) }
        return Item(window: window, labels: labels, scores: scores)
      }
    }
  }

  var count: Int { items.count }

  func tokenCount(of example: Int) -> Int { items[example].window.tokenCount }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    [model.logits(examples.map { items[$0].window }, in: execution)]
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    if isScored { return execution.binaryCrossEntropy(outputs[0], examples.flatMap { items[$0].scores }) }
    return execution.crossEntropy(outputs[0], examples.flatMap { items[$0].labels }, options: options)
  }
}
