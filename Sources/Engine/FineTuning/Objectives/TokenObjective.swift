import Datasets
import Models
import Tensors
import Training

/// Labels of words: parts of speech, entities, phrases.
///
/// Where a file marks only some types of spans, a word outside of its spans may be outside or in a span of another type; such words learn towards that
/// set of labels together, never towards one of them.
struct TokenObjective: Objective {
  /// A window with what is learnt from it.
  struct Item: Sendable {
    let input: ModelInput
    /// The tokens that carry a label.
    let tokens: [Int]
    /// An index of `sets` for each of them.
    let targets: [Int32]
  }

  let model: TaskModel
  private let items: [Item]
  /// The sets of labels that are targets: each label alone, then the sets that partial files need.
  private let sets: [[Int]]
  private let isPartial: Bool
  private let options: CrossEntropyOptions

  init(
    _ model: TaskModel, _ examples: [(example: TokenExample, marks: Set<String>?)], space: LabelSpace,
    _ task: RecipeTask, _ builder: InputBuilder
  ) {
    self.model = model
    let aligner = TokenAligner(tokenizer: builder.tokenizer, limit: builder.limit)
    var sets = space.names.indices.map { [$0] }
    var setOfMarks: [Set<String>: Int32] = [:]
    let outside = space.id(of: SpanTags.outside).map(Int32.init)
    var items: [Item] = []
    for (example, marks) in examples {
      var outsideTarget = outside
      if let marks {
        if setOfMarks[marks] == nil {
          let mask = space.mask(marking: marks)
          let possible = mask.indices.filter { !mask[$0] || Int32($0) == outside }
          setOfMarks[marks] = possible.count < 2 ? outside : Int32(sets.count)
          if possible.count > 1 { sets.append(possible) }
        }
        outsideTarget = setOfMarks[marks]
      }
      for window in aligner.windows(of: example, in: space) {
        let tokens = window.labels.indices.filter { window.labels[$0] != TokenWindow.ignored }
        guard !tokens.isEmpty else { continue }
        let targets = tokens.map {
          window.labels[$0] == outside ? outsideTarget ?? window.labels[$0] : window.labels[$0]
        }
        items.append(Item(input: builder.input(window), tokens: tokens, targets: targets))
      }
    }
    self.items = items
    self.sets = sets
    isPartial = sets.count > space.count
    options = CrossEntropyOptions(task, space)
  }

  var count: Int { items.count }

  func tokenCount(of example: Int) -> Int { items[example].input.count }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    let (logits, batch) = model.logits(examples.map { items[$0].input }, in: execution)
    let rows = examples.enumerated().flatMap { place, example in items[example].tokens.map { batch.offsets[place] + $0 }
    }
    return [execution.gatherRows(logits, rows)]
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    let targets = examples.flatMap { items[$0].targets }
    // A set of one label is that label, so both losses agree where no file is partial.
    return isPartial
      ? execution.setCrossEntropy(outputs[0], targets, sets: sets, options: options)
      : execution.crossEntropy(outputs[0], targets, options: options)
  }
}

extension CrossEntropyOptions {
  /// What a task says about its loss.
  init(_ task: RecipeTask, _ space: LabelSpace) {
    let weights = space.names.map { name in
      Float(task.classWeights[name] ?? task.classWeights[String(name.dropFirst(2))] ?? 1)
    }
    self.init(smoothing: Float(task.labelSmoothing), classWeights: task.classWeights.isEmpty ? nil : weights)
  }
}
