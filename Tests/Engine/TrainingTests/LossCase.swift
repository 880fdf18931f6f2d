import Tensors
import Testing
import Training

/// One loss on fixed inputs, which `Fixtures/generate.py` gives to PyTorch as well.
struct LossCase: Sendable, CustomTestStringConvertible {
  /// The name of its numbers in the fixture.
  let name: String
  /// Rows and columns of each input.
  let inputs: [(Int, Int)]
  let run: @Sendable (Execution, [Tensor]) -> Tensor

  var testDescription: String { name }

  init(_ name: String, _ inputs: [(Int, Int)], run: @escaping @Sendable (Execution, [Tensor]) -> Tensor) {
    (self.name, self.inputs, self.run) = (name, inputs, run)
  }

  /// The number `index` of the input `input`: any formula that both languages have.
  static func value(_ input: Int, _ index: Int) -> Float {
    let step = (index * 37 + input * 61 + 17) % 101
    return Float(step) / 50 - 1
  }

  static let scores: [Float] = [0.2, -0.5, 1, 0]
  static let bits: [Float] = [1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0]

  /// Every loss.
  static let all: [LossCase] = [
    LossCase("cross_entropy", [(5, 4)]) { $0.crossEntropy($1[0], [2, -100, 0, 3, 2]) },
    LossCase("cross_entropy_smoothed", [(5, 4)]) {
      $0.crossEntropy($1[0], [2, 1, -100, 3, 0], options: CrossEntropyOptions(smoothing: 0.1))
    },
    LossCase("cross_entropy_weighted", [(5, 4)]) {
      $0.crossEntropy(
        $1[0], [2, 1, -100, 3, 0], options: CrossEntropyOptions(smoothing: 0.2, classWeights: [1, 0.5, 2, 3]))
    },
    LossCase("set_cross_entropy", [(5, 4)]) {
      $0.setCrossEntropy($1[0], [0, 1, -100, 2, 0], sets: [[0, 3], [1], [2, 0, 1]])
    },
    LossCase("set_cross_entropy_weighted", [(5, 4)]) {
      $0.setCrossEntropy(
        $1[0], [0, 1, -100, 2, 0], sets: [[0, 3], [1], [2, 0, 1]],
        options: CrossEntropyOptions(smoothing: 0.2, classWeights: [1, 0.5, 2, 3]))
    },
    LossCase("binary_cross_entropy", [(4, 3)]) { $0.binaryCrossEntropy($1[0], Self.bits) },
    LossCase("binary_cross_entropy_masked", [(4, 3)]) {
      $0.binaryCrossEntropy($1[0], Self.bits, weights: [1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1])
    },
    LossCase("span", [(9, 2)]) {
      $0.spanLoss($1[0], offsets: [0, 4, 7, 9], [TokenSpan(start: 1, end: 3), nil, TokenSpan(start: 0, end: 0)])
    },
    LossCase("mean_squared_error", [(4, 1)]) { $0.meanSquaredError($1[0], Self.scores) },
    LossCase("cosine_regression", [(4, 6), (4, 6)]) { $0.cosineRegression($1[0], $1[1], Self.scores) },
    LossCase("cosine_distillation", [(4, 6), (4, 6)]) { $0.cosineDistillation($1[0], teacher: $1[1]) },
    LossCase("distillation", [(4, 5), (4, 5)]) {
      $0.distillation($1[0], teacher: $1[1].slice(0..<4), temperature: 2.5)
    },
    LossCase("triplet_euclidean", [(4, 6), (4, 6), (4, 6)]) { $0.tripletLoss($1[0], $1[1], $1[2], margin: 0.3) },
    LossCase("triplet_cosine", [(4, 6), (4, 6), (4, 6)]) {
      $0.tripletLoss($1[0], $1[1], $1[2], margin: 0.25, distance: .cosine)
    },
    LossCase("contrastive", [(4, 6), (4, 6)]) {
      $0.contrastiveLoss($1[0], $1[1], isSimilar: [true, false, false, true], margin: 1.1)
    },
    LossCase("in_batch_negatives", [(4, 6), (6, 6)]) { $0.inBatchNegatives($1[0], $1[1], scale: 5) },
    LossCase("in_batch_negatives_symmetric", [(4, 6), (4, 6)]) {
      $0.inBatchNegatives($1[0], $1[1], scale: 5, isSymmetric: true)
    },
  ]
}
