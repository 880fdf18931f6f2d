import Datasets
import Heads
import Metrics
import Models
import Tensors

/// Measures answers.
struct AnswerEvaluator: Sendable {
  let model: TaskModel
  let builder: InputBuilder
  let task: RecipeTask

  /// The best answer of a window, and how much better it is than none.
  private struct Candidate: Sendable {
    let range: Range<Int>
    let advantage: Float
  }

  func scores(_ examples: [SpanExample], _ pass: EvaluationPass) -> TaskScores {
    var scores = AnswerScores()
    for (example, answer) in zip(examples, answers(examples, pass)) {
      scores.add(gold: example.answers, predicted: answer)
    }
    var measures = [("F1", scores.f1), ("exact", scores.exactMatch)]
    if examples.contains(where: \.isImpossible) {
      measures += [("F1 where there is one", scores.answerableF1), ("none found rightly", scores.unanswerableAccuracy)]
    }
    return TaskScores(measures)
  }

  /// The best span over all windows of each question; empty where no answer is the better one.
  ///
  /// Where no question lacks an answer, there is always one.
  func answers(_ examples: [SpanExample], _ pass: EvaluationPass) -> [String] {
    let windower = AnswerWindower(tokenizer: builder.tokenizer, limit: builder.limit, stride: task.stride)
    let windows = examples.enumerated().flatMap { index, example in windower.windows(of: example).map { (index, $0) } }
    let inputs = windows.map { builder.input($0.1, of: examples[$0.0]) }
    let candidates = pass.map(inputs.map(\.count)) { batch, execution -> [Candidate?] in
      let (logits, packed) = model.logits(batch.map { inputs[$0] }, in: execution)
      return batch.enumerated().map { place, index in candidate(windows[index].1, logits, packed.rows(of: place)) }
    }
    let mayLack = examples.contains(where: \.isImpossible)
    var best: [Candidate?] = examples.map { _ in nil }
    for ((example, _), candidate) in zip(windows, candidates) {
      guard let candidate else { continue }
      if candidate.advantage > best[example]?.advantage ?? -.infinity { best[example] = candidate }
    }
    return zip(examples, best).map { example, candidate in
      guard let candidate, !mayLack || candidate.advantage > 0 else { return "" }
      return String(decoding: Array(example.context.utf8)[candidate.range], as: UTF8.self)
    }
  }

  /// The head's best span of a window.
  private func candidate(_ window: AnswerWindow, _ logits: Tensor, _ rows: Range<Int>) -> Candidate? {
    guard case .answers(let head) = model.head else { return nil }
    let tokens = window.contextTokens
    let context = rows.lowerBound + tokens.lowerBound..<rows.lowerBound + tokens.upperBound
    guard let span = head.decode(logits, sequence: rows, context: context).first else { return nil }
    let first = span.rows.lowerBound - rows.lowerBound
    let last = span.rows.upperBound - 1 - rows.lowerBound
    return Candidate(range: window.bytes(from: first, through: last), advantage: span.score - span.nullScore)
  }
}
