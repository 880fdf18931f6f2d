import Metrics
import Models
import Tensors

/// Measures vectors of texts.
struct VectorEvaluator: Sendable {
  let model: VectorModel

  /// How well the cosines order the pairs.
  func scores(_ objective: PairObjective, _ pass: EvaluationPass) -> TaskScores {
    let cosines = cosines(objective.inputs, pass) { $0[0] }
    let gold = objective.scores.map(Double.init)
    return TaskScores([
      ("Spearman", Correlation.spearman(gold, cosines)), ("Pearson", Correlation.pearson(gold, cosines)),
    ])
  }

  /// The share of triplets whose positive is nearer than the negative.
  func scores(_ objective: TripletObjective, _ pass: EvaluationPass) -> TaskScores {
    let differences = cosines(objective.inputs, pass) { $0[0] - $0[1] }
    return TaskScores([("right order", Double(differences.count { $0 > 0 }) / Double(max(1, differences.count)))])
  }

  /// The mean cosine with the teacher's vectors.
  func scores(_ objective: DistillationObjective, _ pass: EvaluationPass) -> TaskScores {
    let vectors = pass.map(objective.inputs.map(\.count)) { batch, execution in
      let vectors = objective.outputs(batch, in: execution)[0]
      return batch.indices.map { Array(vectors.row($0)) }
    }
    let cosines = zip(vectors, objective.teacher).map { Self.cosine($0, $1) }
    return TaskScores([("cosine", cosines.reduce(0, +) / Double(max(1, cosines.count)))])
  }

  /// What `body` makes of the cosines of an example's first text with each of the others.
  private func cosines(
    _ inputs: [[ModelInput]], _ pass: EvaluationPass, _ body: @Sendable ([Double]) -> Double
  ) -> [Double] {
    pass.map(inputs.map { $0.reduce(0) { $0 + $1.count } }) { batch, execution in
      let vectors = model.outputs(batch.map { inputs[$0] }, in: execution)
      return batch.indices.map { row in
        body(vectors.dropFirst().map { Self.cosine(Array(vectors[0].row(row)), Array($0.row(row))) })
      }
    }
  }

  private static func cosine(_ a: [Float], _ b: [Float]) -> Double {
    func product(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
    let norms = (product(a, a) * product(b, b)).squareRoot()
    return norms > 0 ? product(a, b) / norms : 0
  }
}
