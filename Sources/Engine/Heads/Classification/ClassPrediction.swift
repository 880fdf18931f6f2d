package import Tensors

/// What a head says about one text or sentence.
package struct ClassPrediction: Sendable, Equatable {
  /// One per label: probabilities, or for `regression` the numbers themselves.
  package let scores: [Float]
  /// The rows of the labels that hold, the likeliest first; one for `singleLabel`, none for `regression`.
  package let chosen: [Int]

  /// The label that is likeliest, or the largest number.
  package var best: Int { scores.indices.max { scores[$0] < scores[$1] } ?? 0 }
}

/// Decodes rows of logits into predictions, as the problem asks.
package struct ClassDecoder: Sendable {
  private let problem: HeadSpecification.Problem
  private let thresholds: [Float]

  init(_ specification: HeadSpecification) {
    problem = specification.problem
    thresholds = specification.thresholds
  }

  /// One prediction per row of logits `[rows, labels]`.
  package func decode(_ logits: Tensor) -> [ClassPrediction] {
    (0..<logits.rows).map { prediction(Array(logits.row($0))) }
  }

  private func prediction(_ logits: [Float]) -> ClassPrediction {
    switch problem {
    case .regression: return ClassPrediction(scores: logits, chosen: [])
    case .singleLabel:
      let scores = Probabilities.softmax(logits)
      return ClassPrediction(scores: scores, chosen: scores.indices.max { scores[$0] < scores[$1] }.map { [$0] } ?? [])
    case .multiLabel:
      let scores = logits.map(Probabilities.sigmoid)
      let chosen = scores.indices.filter { scores[$0] >= threshold($0) }
      return ClassPrediction(scores: scores, chosen: chosen.sorted { scores[$0] > scores[$1] })
    }
  }

  private func threshold(_ label: Int) -> Float { thresholds.indices.contains(label) ? thresholds[label] : 0.5 }
}
