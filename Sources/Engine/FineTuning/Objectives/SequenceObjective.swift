import Datasets
import Models
import Tensors
import Training

/// Labels or a score of a text, or of a pair of texts.
struct SequenceObjective: Objective {
  /// What is predicted.
  enum Target: Sendable {
    case label(Int32)
    /// 1 for each label that holds, 0 for the others.
    case labels([Float])
    case score(Float)
  }

  let model: TaskModel
  let inputs: [ModelInput]
  let targets: [Target]
  private let options: CrossEntropyOptions

  init(
    _ model: TaskModel, _ examples: [SequenceExample], space: LabelSpace, _ task: RecipeTask, _ builder: InputBuilder
  ) {
    self.model = model
    inputs = examples.map { builder.input($0.text, pair: $0.pair) }
    targets = examples.map { example in
      switch task.kind {
      case .labels:
        let ids = Set(example.labels.compactMap { space.id(of: $0) })
        return .labels((0..<space.count).map { ids.contains($0) ? 1 : 0 })
      case .score: return .score(Float((example.score ?? 0) / task.maximumScore))
      default:
        return .label(example.labels.first.flatMap { space.id(of: $0) }.map(Int32.init) ?? CrossEntropyOptions.ignored)
      }
    }
    options = CrossEntropyOptions(task, space)
  }

  var count: Int { inputs.count }

  func tokenCount(of example: Int) -> Int { inputs[example].count }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    [model.logits(examples.map { inputs[$0] }, in: execution).rows]
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    var classes: [Int32] = []
    var numbers: [Float] = []
    for example in examples {
      switch targets[example] {
      case .label(let label): classes.append(label)
      case .labels(let flags): numbers += flags
      case .score(let score): numbers.append(score)
      }
    }
    if !classes.isEmpty { return execution.crossEntropy(outputs[0], classes, options: options) }
    if case .score = targets[examples[0]] { return execution.meanSquaredError(outputs[0], numbers) }
    return execution.binaryCrossEntropy(outputs[0], numbers)
  }
}
