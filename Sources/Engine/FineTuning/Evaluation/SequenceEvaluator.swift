import Datasets
import Metrics
import Models
import Tensors

/// Measures labels and scores of texts.
struct SequenceEvaluator: Sendable {
  let objective: SequenceObjective
  let space: LabelSpace
  /// Where the head decides between two labels; nil where that is looked for on these texts.
  var decision: Float? = 0

  func scores(_ pass: EvaluationPass) -> TaskScores {
    let rows = pass.map(objective.inputs.map(\.count)) { batch, execution in
      let logits = objective.outputs(batch, in: execution)[0]
      return batch.indices.map { Array(logits.row($0)) }
    }
    switch objective.targets.first {
    case .score: return correlations(rows)
    case .labels: return multiLabel(rows)
    case .label, nil: return singleLabel(rows)
    }
  }

  private func singleLabel(_ rows: [[Float]]) -> TaskScores {
    var matrix = ConfusionMatrix(labels: space.names)
    let decision = decision ?? fittedDecision(rows)
    for (row, target) in zip(rows, objective.targets) {
      guard case .label(let gold) = target, gold >= 0 else { continue }
      let predicted =
        row.count == 2 ? (row[1] - row[0] > decision ? 1 : 0) : row.indices.max { row[$0] < row[$1] } ?? 0
      matrix.add(gold: Int(gold), predicted: predicted)
    }
    let scores = matrix.scores
    var result = TaskScores(
      [("accuracy", matrix.accuracy), ("macro F1", scores.macroF1), ("Matthews", matrix.matthews)], scores: scores,
      confusion: matrix)
    if self.decision == nil, space.count == 2 { result.threshold = Double(decision) }
    return result
  }

  /// Where to decide between the head's two labels; 0 for other heads.
  private func fittedDecision(_ rows: [[Float]]) -> Float {
    TwoWayDecision.best(
      zip(rows, objective.targets).compactMap { row, target in
        guard case .label(let gold) = target, gold >= 0, row.count == 2 else { return nil }
        return (advantage: row[1] - row[0], isSecond: gold == 1)
      })
  }

  private func multiLabel(_ rows: [[Float]]) -> TaskScores {
    var counts = MultiLabelScores(labels: space.names)
    for (row, target) in zip(rows, objective.targets) {
      guard case .labels(let flags) = target else { continue }
      counts.add(
        gold: Set(flags.indices.filter { flags[$0] > 0.5 }), predicted: Set(row.indices.filter { row[$0] > 0 }))
    }
    let scores = counts.scores
    return TaskScores(
      [("micro F1", scores.micro.f1), ("macro F1", scores.macroF1), ("all right", counts.exactMatch)], scores: scores)
  }

  private func correlations(_ rows: [[Float]]) -> TaskScores {
    let predicted = rows.map { Double($0[0]) }
    let gold = objective.targets.map { target -> Double in
      if case .score(let score) = target { return Double(score) }
      return 0
    }
    return TaskScores([
      ("Spearman", Correlation.spearman(gold, predicted)), ("Pearson", Correlation.pearson(gold, predicted)),
    ])
  }
}
