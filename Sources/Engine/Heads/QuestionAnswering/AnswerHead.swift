package import Tensors

/// Where an answer starts and ends in the second text of a pair, of which the first is a question.
///
/// See J. Devlin et al., "BERT" (2019), section 4.2 and 4.3; the first token stands for "no answer".
package struct AnswerHead: Sendable {
  package let specification: HeadSpecification
  private let layers: HeadLayers

  init(_ specification: HeadSpecification, _ layers: HeadLayers) throws {
    guard specification.labels.count == 2 else { throw HeadError.specification("labels", "start and end") }
    guard specification.maximumAnswerTokens > 0 else {
      throw HeadError.specification("maximumAnswerTokens", "at least 1")
    }
    (self.specification, self.layers) = (specification, layers)
  }

  /// `[tokens, hidden]` to `[tokens, 2]`: how well each token starts and how well it ends the answer.
  package func forward(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor {
    layers(hidden, batch, in: execution) { $0 }
  }

  /// The best answers of one sequence, the best first; none when the context has no tokens.
  ///
  /// O(context x longest answer).
  /// - Parameters:
  ///   - logits: `[tokens, 2]` of a batch.
  ///   - sequence: the rows of the sequence.
  ///   - context: those of its rows that hold the context.
  ///   - count: how many answers at most.
  package func decode(
    _ logits: Tensor, sequence: Range<Int>, context: Range<Int>, count: Int = 1
  ) -> [AnswerSpan] {
    guard let first = sequence.first, !context.isEmpty, count > 0 else { return [] }
    let null = logits.row(first)[0] + logits.row(first)[1] + specification.answerThreshold
    let scale = (start: Self.logSum(logits, 0, first, context), end: Self.logSum(logits, 1, first, context))
    var best: [AnswerSpan] = []
    for start in context {
      for end in start..<min(start + specification.maximumAnswerTokens, context.upperBound) {
        let (left, right) = (logits.row(start)[0], logits.row(end)[1])
        if best.count == count, left + right <= best[count - 1].score { continue }
        let probability = Probabilities.power(left - scale.start) * Probabilities.power(right - scale.end)
        let span = AnswerSpan(rows: start..<end + 1, score: left + right, nullScore: null, confidence: probability)
        let place = best.firstIndex { $0.score < span.score } ?? best.count
        best.insert(span, at: place)
        if best.count > count { best.removeLast() }
      }
    }
    return best
  }

  /// The logarithm of the sum of `exp` over the context and the first token, which stands for no answer.
  private static func logSum(_ logits: Tensor, _ column: Int, _ first: Int, _ context: Range<Int>) -> Float {
    let values = context.map { logits.row($0)[column] } + [logits.row(first)[column]]
    return Probabilities.logSumOfPowers(values)
  }
}

/// An answer that a head found.
package struct AnswerSpan: Sendable, Equatable {
  /// Token rows of the batch, from the first token to behind the last one.
  package let rows: Range<Int>
  /// The sum of the two logits.
  package let score: Float
  /// The same sum for "there is no answer", and the head's threshold.
  package let nullScore: Float
  /// The probability of the start times that of the end, among the tokens of the context and "no answer".
  package let confidence: Float

  /// Whether it is better than no answer by `margin`.
  package func isAnswer(margin: Float = 0) -> Bool { score > nullScore + margin }
}
