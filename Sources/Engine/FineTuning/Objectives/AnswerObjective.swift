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

  /// - Parameter seed: of which windows without the answer are left out.
  init(_ model: TaskModel, _ examples: [SpanExample], _ task: RecipeTask, _ builder: InputBuilder, seed: UInt64) {
    self.model = model
    let windower = AnswerWindower(tokenizer: builder.tokenizer, limit: builder.limit, stride: task.stride)
    var random = SeededGenerator(seed, name: "empty windows")
    items = examples.filter(\.isTrainable).flatMap { example in
      let windows = windower.windows(of: example)
      return windows.filter { window in
        // Of a passage in one piece nothing is left out: that it lacks the answer is what it teaches.
        windows.count == 1 || window.start > 0 || random.unit() < task.emptyWindows
      }
      .map { window in
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
