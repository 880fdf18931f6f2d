import Datasets
import Models
import Tensors
import Training

/// The place of an answer in a passage.
struct AnswerObjective: Objective {
  /// A window with the place of the answer in it.
  struct Item: Sendable {
    let input: ModelInput
    let target: TokenSpan
  }

  let model: TaskModel
  private let items: [Item]

  init(_ model: TaskModel, _ examples: [SpanExample], _ task: RecipeTask, _ builder: InputBuilder) {
    self.model = model
    let windower = AnswerWindower(tokenizer: builder.tokenizer, limit: builder.limit, stride: task.stride)
    items = examples.filter(\.isTrainable).flatMap { example in
      windower.windows(of: example).map { window in
        Item(input: builder.input(window, of: example), target: TokenSpan(start: window.start, end: window.end))
      }
    }
  }

  var count: Int { items.count }

  func tokenCount(of example: Int) -> Int { items[example].input.count }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    [model.logits(examples.map { items[$0].input }, in: execution).rows]
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    let batch = PackedBatch(examples.map { items[$0].input })
    return execution.spanLoss(outputs[0], offsets: batch.offsets, examples.map { items[$0].target })
  }
}
