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

extension ClassPrediction {
  /// The prediction with these scores, one per label; which labels hold follows from the head's problem and thresholds.
  package init(scores: [Float], of specification: HeadSpecification) {
    let chosen: [Int]
    let thresholds = specification.thresholds
    switch specification.problem {
    case .regression: chosen = []
    case .singleLabel:
      let shifted = thresholds.count == scores.count ? zip(scores, thresholds).map { $0 - $1 } : scores
      chosen = shifted.indices.max { shifted[$0] < shifted[$1] }.map { [$0] } ?? []
    case .multiLabel:
      let holding = scores.indices.filter { scores[$0] >= (thresholds.indices.contains($0) ? thresholds[$0] : 0.5) }
      chosen = holding.sorted { scores[$0] > scores[$1] }
    }
    self.init(scores: scores, chosen: chosen)
  }
}

/// Decodes rows of logits into predictions, as the problem asks.
package struct ClassDecoder: Sendable {
  private let specification: HeadSpecification

  init(_ specification: HeadSpecification) { self.specification = specification }

  /// One prediction per row of logits `[rows, labels]`.
  package func decode(_ logits: Tensor) -> [ClassPrediction] {
    (0..<logits.rows).map { ClassPrediction(scores: scores(Array(logits.row($0))), of: specification) }
  }

  private func scores(_ logits: [Float]) -> [Float] {
    switch specification.problem {
    case .regression: logits
    case .singleLabel: Probabilities.softmax(logits)
    case .multiLabel: logits.map(Probabilities.sigmoid)
    }
  }
}
