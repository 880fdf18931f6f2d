import Datasets
import Metrics
import Models
import Tensors

/// Runs documents through a head, and measures roles of sentences.
struct DocumentEvaluator: Sendable {
  let model: TaskModel
  let space: LabelSpace
  let builder: InputBuilder

  /// Labels of sentences.
  func roleScores(_ examples: [SentencesExample], _ pass: EvaluationPass) -> TaskScores {
    var matrix = ConfusionMatrix(labels: space.names)
    for (example, rows) in zip(examples, logits(examples, pass)) {
      for (label, row) in zip(example.labels, rows) {
        guard let gold = label.flatMap({ space.id(of: $0) }) else { continue }
        matrix.add(gold: gold, predicted: row.indices.max { row[$0] < row[$1] } ?? 0)
      }
    }
    let scores = matrix.scores
    return TaskScores(
      [("micro F1", scores.micro.f1), ("macro F1", scores.macroF1), ("weighted F1", scores.weightedF1)], scores: scores,
      confusion: matrix)
  }

  /// Logits of every sentence of every document.
  func logits(_ examples: [SentencesExample], _ pass: EvaluationPass) -> [[[Float]]] {
    let windows = examples.enumerated().flatMap { index, example in
      builder.windows(of: example.sentences, for: model.head).map { (example: index, window: $0) }
    }
    let rows = pass.map(windows.map(\.window.tokenCount)) { batch, execution -> [[[Float]]] in
      let logits = model.logits(batch.map { windows[$0].window }, in: execution)
      var first = 0
      return batch.map { index in
        let count = windows[index].window.sentences.count
        defer { first += count }
        return (first..<first + count).map { Array(logits.row($0)) }
      }
    }
    var result = examples.map { _ in [[Float]]() }
    for (window, rows) in zip(windows, rows) { result[window.example] += rows }
    return result
  }
}
