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
  /// Whether the threshold for "no answer" is chosen on these questions; else the head's own holds.
  let fitsThreshold: Bool

  /// The best answer of a window, and how much better it is than none.
  private struct Candidate: Sendable {
    let range: Range<Int>
    let advantage: Float
  }

  /// The best answer to a question, whether or not it is better than none.
  struct Answer: Sendable {
    let text: String
    /// Over "there is no answer", in logits, the head's threshold included; minus infinity for a passage without words.
    let advantage: Double
  }

  /// Exact match and F1; where some questions have no answer, with answers withheld below the threshold, and without.
  func scores(_ examples: [SpanExample], _ pass: EvaluationPass) -> TaskScores {
    let answers = answers(examples, pass)
    let always = counted(examples, answers, threshold: -.infinity)
    guard examples.contains(where: \.isImpossible) else {
      return TaskScores([("F1", always.f1), ("exact", always.exactMatch)])
    }
    let threshold = fitsThreshold ? Self.threshold(examples, answers) : 0
    let scores = counted(examples, answers, threshold: threshold)
    var result = TaskScores([
      ("F1", scores.f1), ("exact", scores.exactMatch), ("F1 where there is one", scores.answerableF1),
      ("exact where there is one", scores.answerableExactMatch), ("none found rightly", scores.unanswerableAccuracy),
      ("F1 there if always answered", always.answerableF1),
      ("exact there if always answered", always.answerableExactMatch),
    ])
    if fitsThreshold { result.threshold = threshold }
    return result
  }

  private func counted(_ examples: [SpanExample], _ answers: [Answer], threshold: Double) -> AnswerScores {
    var scores = AnswerScores()
    for (example, answer) in zip(examples, answers) {
      scores.add(gold: example.answers, predicted: answer.advantage > threshold ? answer.text : "")
    }
    return scores
  }

  private static func threshold(_ examples: [SpanExample], _ answers: [Answer]) -> Double {
    AnswerThreshold.best(
      zip(examples, answers).filter(\.1.advantage.isFinite).map { example, answer in
        func f1(_ text: String) -> Double {
          var score = AnswerScores()
          score.add(gold: example.answers, predicted: text)
          return score.f1
        }
        return AnswerThreshold.Question(advantage: answer.advantage, given: f1(answer.text), withheld: f1(""))
      })
  }

  /// The best span over all windows of each question; empty where a passage has no words.
  func answers(_ examples: [SpanExample], _ pass: EvaluationPass) -> [Answer] {
    let windower = AnswerWindower(tokenizer: builder.tokenizer, limit: builder.limit, stride: task.stride)
    let windows = examples.enumerated().flatMap { index, example in windower.windows(of: example).map { (index, $0) } }
    let inputs = windows.map { builder.input($0.1, of: examples[$0.0]) }
    let candidates = pass.map(inputs.map(\.count)) { batch, execution -> [Candidate?] in
      let (logits, packed) = model.logits(batch.map { inputs[$0] }, in: execution)
      return batch.enumerated().map { place, index in candidate(windows[index].1, logits, packed.rows(of: place)) }
    }
    var best: [Candidate?] = examples.map { _ in nil }
    for ((example, _), candidate) in zip(windows, candidates) {
      guard let candidate else { continue }
      if candidate.advantage > best[example]?.advantage ?? -.infinity { best[example] = candidate }
    }
    return zip(examples, best).map { example, candidate in
      guard let candidate else { return Answer(text: "", advantage: -.infinity) }
      let text = String(decoding: Array(example.context.utf8)[candidate.range], as: UTF8.self)
      return Answer(text: text, advantage: Double(candidate.advantage))
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
