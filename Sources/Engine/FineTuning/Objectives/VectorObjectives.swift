import Architectures
import Datasets
import Heads
import Models
import Tensors
import Training

/// Vectors of texts, from several texts per example.
///
/// The three objectives below differ in their losses only.
struct VectorModel: Sendable {
  let backbone: any Backbone
  let head: SentenceHead

  /// One vector per input, `[inputs, dimensions]`.
  func vectors(_ inputs: [ModelInput], in execution: Execution) -> Tensor {
    let batch = PackedBatch(inputs)
    return head.forward(backbone.encode(batch, in: execution), offsets: batch.offsets, in: execution)
  }

  /// For each place in the examples (first texts, second texts, ...) the vectors of all examples, in one pass.
  func outputs(_ examples: [[ModelInput]], in execution: Execution) -> [Tensor] {
    let width = examples.first?.count ?? 0
    let all = vectors((0..<width).flatMap { place in examples.map { $0[place] } }, in: execution)
    return (0..<width).map { place in
      execution.gatherRows(all, Array(place * examples.count..<(place + 1) * examples.count))
    }
  }
}

/// Pairs of texts.
struct PairObjective: Objective {
  let model: VectorModel
  let inputs: [[ModelInput]]
  /// From 0 to 1.
  let scores: [Float]
  private let task: RecipeTask

  init(_ model: VectorModel, _ examples: [PairExample], _ task: RecipeTask, _ builder: InputBuilder) {
    self.model = model
    self.task = task
    inputs = examples.map { [builder.input($0.first), builder.input($0.second)] }
    scores = examples.map { Float($0.similarity / task.maximumScore) }
  }

  var count: Int { inputs.count }

  func tokenCount(of example: Int) -> Int { inputs[example].reduce(0) { $0 + $1.count } }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    model.outputs(examples.map { inputs[$0] }, in: execution)
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    let scores = examples.map { self.scores[$0] }
    switch task.pairLoss {
    case .cosine: return execution.cosineRegression(outputs[0], outputs[1], scores)
    case .ranking:
      return execution.inBatchNegatives(outputs[0], outputs[1], scale: Float(task.scale), isSymmetric: true)
    case .contrastive:
      return execution.contrastiveLoss(
        outputs[0], outputs[1], isSimilar: scores.map { $0 >= 0.5 }, margin: Float(task.margin))
    }
  }
}

extension PairExample {
  /// The score; without one 1 for every label but those that say "different".
  var similarity: Double {
    if let score { return score }
    return label.map { ["0", "false", "no", "different", "contradiction"].contains($0.lowercased()) ? 0 : 1 } ?? 1
  }
}

/// Triplets of texts.
struct TripletObjective: Objective {
  let model: VectorModel
  let inputs: [[ModelInput]]
  private let margin: Float

  init(_ model: VectorModel, _ examples: [TripletExample], _ task: RecipeTask, _ builder: InputBuilder) {
    self.model = model
    margin = Float(task.margin)
    inputs = examples.map { [builder.input($0.anchor), builder.input($0.positive), builder.input($0.negative)] }
  }

  var count: Int { inputs.count }

  func tokenCount(of example: Int) -> Int { inputs[example].reduce(0) { $0 + $1.count } }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    model.outputs(examples.map { inputs[$0] }, in: execution)
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    execution.tripletLoss(outputs[0], outputs[1], outputs[2], margin: margin, distance: .cosine)
  }
}

/// Texts whose vectors are to stay near those of a teacher.
struct DistillationObjective: Objective {
  let model: VectorModel
  let inputs: [ModelInput]
  /// The teacher's vectors, of the same width.
  let teacher: [[Float]]

  var count: Int { inputs.count }

  func tokenCount(of example: Int) -> Int { inputs[example].count }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    [model.vectors(examples.map { inputs[$0] }, in: execution)]
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    let vectors = examples.flatMap { teacher[$0] }
    return execution.cosineDistillation(
      outputs[0], teacher: Tensor(rows: examples.count, columns: outputs[0].columns, vectors))
  }
}
