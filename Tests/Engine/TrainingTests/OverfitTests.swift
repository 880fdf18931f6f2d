import Architectures
import Layers
import Tensors
import Testing
import Training

/// Every kind of loss makes a tiny model learn two examples by heart.
@Suite struct OverfitTests {
  /// A loss on a linear layer over hidden states or pooled vectors.
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    /// Outputs of the linear layer.
    let width: Int
    /// Whether the layer sees a vector per sequence instead of one per token.
    let isPooled: Bool
    /// The loss of the four sequences, two by two.
    let loss: @Sendable (Execution, Tensor) -> Tensor
    /// Below it the examples are learnt.
    let goal: Float
    var testDescription: String { name }

    init(
      _ name: String, width: Int, isPooled: Bool = true, goal: Float = 0.02,
      _ loss: @escaping @Sendable (Execution, Tensor) -> Tensor
    ) {
      (self.name, self.width, self.isPooled, self.goal, self.loss) = (name, width, isPooled, goal, loss)
    }
  }

  static let lengths = [5, 3]
  static let kinds = [
    Kind("cross-entropy", width: 4, isPooled: false) { $0.crossEntropy($1, [0, 3, 1, 2, -100, 2, 0, 0]) },
    Kind("sets of classes", width: 4, isPooled: false) {
      $0.setCrossEntropy($1, [0, 1, 1, 0, 2, 2, 0, 0], sets: [[0, 3], [1], [2]])
    },
    Kind("binary", width: 3) { $0.binaryCrossEntropy($1, [1, 0, 1, 0, 0, 1]) },
    Kind("span", width: 2, isPooled: false) {
      $0.spanLoss($1, offsets: [0, 5, 8], [TokenSpan(start: 1, end: 3), TokenSpan(start: 0, end: 0)])
    },
    Kind("squared error", width: 1) { $0.meanSquaredError($1, [0.8, -0.4]) },
    Kind("cosine regression", width: 6) { $0.cosineRegression($0.gatherRows($1, [0]), $0.gatherRows($1, [1]), [-0.5]) },
    Kind("cosine distillation", width: 2) {
      $0.cosineDistillation($1, teacher: Tensor(rows: 2, columns: 2, [1, 0, -0.5, 0.5]))
    },
    Kind("distillation", width: 3) {
      $0.distillation($1, teacher: Tensor(rows: 2, columns: 3, [3, 0, 1, -2, 2, 0]), temperature: 2)
    },
    Kind("triplet", width: 6) {
      $0.tripletLoss($0.gatherRows($1, [0]), $0.gatherRows($1, [0]), $0.gatherRows($1, [1]), margin: 2)
    },
    Kind("contrastive", width: 6) {
      $0.contrastiveLoss($0.gatherRows($1, [0]), $0.gatherRows($1, [1]), isSimilar: [false], margin: 1)
    },
    Kind("in-batch negatives", width: 6) {
      $0.inBatchNegatives($1, Tensor(rows: 2, columns: 6, [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, -1, 0]), scale: 10)
    },
  ]

  /// Two sequences, always both in a batch.
  private struct TwoExamples: Objective {
    let backbone: any Backbone
    let head: Linear
    let kind: Kind
    let ids = TinyModel.ids(OverfitTests.lengths)
    var count: Int { 2 }
    // Of one length, so that the batch keeps whatever order: the losses expect the first example first.
    func tokenCount(of example: Int) -> Int { 5 }

    func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
      let batch = PackedBatch(examples.map { ids[$0] })
      let hidden = backbone.encode(batch, in: execution)
      return [head(kind.isPooled ? execution.pool(hidden, .mean, offsets: batch.offsets) : hidden, in: execution)]
    }

    func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
      kind.loss(execution, examples == [0, 1] ? outputs[0] : swapped(outputs[0], in: execution))
    }

    private func swapped(_ x: Tensor, in execution: Execution) -> Tensor {
      let order = kind.isPooled ? [1, 0] : [3, 4, 5, 6, 7, 0, 1, 2]
      return execution.gatherRows(x, order)
    }
  }

  @Test(arguments: kinds) func twoExamplesAreLearntByHeart(kind: Kind) throws {
    let model = try TinyModel()
    let objective = TwoExamples(
      backbone: model.backbone, head: try model.linear("head", outputs: kind.width), kind: kind)
    var options = TrainingOptions.quick(rate: 1e-2)
    options.dropout = 0
    let trainer = try Trainer(
      model.store, tasks: [TrainingTask(name: kind.name, objective: objective)], options: options)
    var loss = try trainer.advance().losses[0].loss
    let first = loss
    for _ in 0..<150 where loss > kind.goal { loss = try trainer.advance().losses[0].loss }
    #expect(loss <= kind.goal && first > kind.goal, "from \(first) to \(loss)")
  }
}
