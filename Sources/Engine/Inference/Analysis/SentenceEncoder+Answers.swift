import Architectures
import Datasets
import Heads
import Models
import Tensors
import Tokenizers

/// An answer that stands in a passage.
package struct TextAnswer: Sendable, Equatable {
  /// Its bytes in the passage.
  package let bytes: Range<Int>
  /// How much better than "there is no answer" it is, in logits; below 0 the passage has rather none.
  package let margin: Float
  /// The probability of its start times that of its end.
  package let confidence: Float
}

extension SentenceEncoder {
  /// The best answers to a question in a passage, the best first; none for a passage without words.
  ///
  /// A passage that is too long goes through in overlapping windows, as in training. Threads as for `encode`.
  /// - Parameter head: the name of a head for question answering; nil for the only one.
  /// - Throws: `InferenceError` `head-unknown` or `head-unfit`.
  package func answers(
    to question: String, in passage: String, head: String? = nil, count: Int = 1
  ) throws -> [TextAnswer] {
    let head = try answerHead(head)
    let example = SpanExample(id: "", question: question, context: passage, answers: [], spans: [])
    let windows = AnswerWindower(tokenizer: model.tokenizer, limit: maximumTokens).windows(of: example)
    let (first, second) = (Array(question.utf8), Array(passage.utf8))
    let found = forEachBatch(lengths: windows.map(\.encoding.count)) { indices, execution in
      let inputs = indices.map { input(windows[$0], first, Array(second[windows[$0].context])) }
      return answers(inputs, indices.map { windows[$0] }, head, count, in: execution)
    }
    var best: [TextAnswer] = []
    for answer in found.flatMap({ $0 }).sorted(by: { $0.margin > $1.margin }) {
      // Windows overlap: the same answer may come twice.
      if best.count < count, !best.contains(where: { $0.bytes == answer.bytes }) { best.append(answer) }
    }
    return best
  }

  /// Makes sure that the model can answer questions, with the head of that name or with its only one.
  ///
  /// - Throws: as `answers(to:in:head:count:)`.
  package func check(answers head: String?) throws { _ = try answerHead(head) }

  private func answerHead(_ name: String?) throws -> AnswerHead {
    let all = model.heads.filter { $0.value.specification.task == .answers }
    guard let name = name ?? (all.count == 1 ? all.keys.first : nil), let head = model.heads[name] else {
      throw InferenceError.unknown(name ?? "for answers", known: all.keys.sorted())
    }
    guard case .answers(let answers) = head else {
      throw InferenceError.unfit(name, head.specification.task, hint: "Use a head for question answering.")
    }
    return answers
  }

  private func input(_ window: AnswerWindow, _ question: [UInt8], _ context: [UInt8]) -> ModelInput {
    // The windower cut a long question: the ranges of its tokens lie in what it kept.
    let cases = inputs.usesCase ? window.encoding.caseIDs(of: question, pair: context) : nil
    return ModelInput(ids: window.encoding.ids, typeIDs: window.encoding.typeIDs, caseIDs: cases)
  }

  private func answers(
    _ inputs: [ModelInput], _ windows: [AnswerWindow], _ head: AnswerHead, _ count: Int, in execution: Execution
  ) -> [[TextAnswer]] {
    let batch = PackedBatch(inputs)
    let source = head.specification.branch?.source ?? model.backbone.dimensions.layers
    let logits = head.forward(encode(batch, through: source, in: execution), batch, in: execution)
    return windows.enumerated().map { index, window in
      let first = batch.offsets[index]
      let context = first + window.contextTokens.lowerBound..<first + window.contextTokens.upperBound
      return head.decode(logits, sequence: batch.rows(of: index), context: context, count: count).map { span in
        TextAnswer(
          bytes: window.bytes(from: span.rows.lowerBound - first, through: span.rows.upperBound - 1 - first),
          margin: span.score - span.nullScore, confidence: span.confidence)
      }
    }
  }
}
