package import Tokenizers

/// A question with a part of its context that fits into the model.
package struct AnswerWindow: Sendable {
  /// The UTF-8 bytes of the context that this window holds.
  package let context: Range<Int>
  /// The tokens of the pair; ranges of the second text count from `context.lowerBound`.
  package let encoding: Encoding
  /// The tokens of the context.
  package let contextTokens: Range<Int>
  /// The first token of the answer; 0, the token that opens the sequence, when the window does not hold it.
  package let start: Int
  /// The last token of the answer, inclusive; 0 when the window does not hold it.
  package let end: Int

  /// The bytes of the whole context that the tokens `start` to `end`, inclusive, cover.
  package func bytes(from start: Int, through end: Int) -> Range<Int> {
    let lower = context.lowerBound + encoding.range(at: start).lowerBound
    return lower..<max(lower, context.lowerBound + encoding.range(at: end).upperBound)
  }
}

/// Divides contexts that are too long into overlapping windows.
///
/// See J. Devlin et al., "BERT" (2019), and the document stride of its published code. A window that lacks the answer points at its first token.
package struct AnswerWindower: Sendable {
  private let tokenizer: any Tokenizer
  private let limit: Int
  private let stride: Int
  private let questionLimit: Int

  /// - Parameters:
  ///   - limit: The most tokens of a window, special ones and the question included; at least 16.
  ///   - stride: By how many tokens two neighbouring windows overlap.
  ///   - questionLimit: A longer question is cut to so many tokens.
  package init(tokenizer: any Tokenizer, limit: Int, stride: Int = 64, questionLimit: Int = 64) {
    self.tokenizer = tokenizer
    self.limit = max(16, limit)
    self.stride = max(0, stride)
    self.questionLimit = max(1, min(questionLimit, self.limit / 2))
  }

  /// The windows of an example, at least one.
  ///
  /// O(tokens x limit / (limit - overlap)).
  package func windows(of example: SpanExample) -> [AnswerWindow] {
    let question = cut(Array(example.question.utf8))
    let context = Array(example.context.utf8)
    let pieces = tokenizer.encode(context, addSpecialTokens: false)
    let room = max(4, limit - tokenizer.specialTokenCount(pair: true) - question.tokens)
    return ranges(of: pieces, context, room: room).map { range in
      let encoding = tokenizer.encode(question.bytes, pair: Array(context[range]), limit: limit)
      return window(encoding, range, example.spans)
    }
  }

  private func cut(_ question: [UInt8]) -> (bytes: [UInt8], tokens: Int) {
    let encoding = tokenizer.encode(question, addSpecialTokens: false)
    guard encoding.count > questionLimit else { return (question, encoding.count) }
    return (Array(question[..<encoding.range(at: questionLimit - 1).upperBound]), questionLimit)
  }

  /// The bytes of each window; they begin and end between words where that is possible.
  private func ranges(of pieces: Encoding, _ context: [UInt8], room: Int) -> [Range<Int>] {
    guard pieces.count > room else { return [0..<context.count] }
    var ranges: [Range<Int>] = []
    var start = 0
    while true {
      let end = boundary(min(start + room, pieces.count), after: start + room / 2, pieces, context)
      ranges.append(Int(pieces.starts[start])..<Int(pieces.ends[end - 1]))
      if end == pieces.count { return ranges }
      start = boundary(max(end - min(stride, room / 2), start + 1), after: start + 1, pieces, context)
    }
  }

  /// The last piece at or before `index`, and not before `lowest`, that follows a space; `index` itself when there is none.
  private func boundary(_ index: Int, after lowest: Int, _ pieces: Encoding, _ context: [UInt8]) -> Int {
    if index == pieces.count { return index }
    var candidate = index
    while candidate >= lowest {
      let start = Int(pieces.starts[candidate])
      if start == 0 || context[start - 1] <= 0x20 { return candidate }
      candidate -= 1
    }
    return index
  }

  private func window(_ encoding: Encoding, _ context: Range<Int>, _ spans: [Range<Int>]) -> AnswerWindow {
    let first = encoding.sources.firstIndex(of: 1) ?? encoding.count
    let last = encoding.sources.lastIndex(of: 1).map { $0 + 1 } ?? first
    let tokens = first..<last
    for span in spans where context.lowerBound <= span.lowerBound && span.upperBound <= context.upperBound {
      let start = tokens.first { context.lowerBound + Int(encoding.ends[$0]) > span.lowerBound }
      let end = tokens.last { context.lowerBound + Int(encoding.starts[$0]) < span.upperBound }
      // The limit may have cut the end of the window off.
      guard let start, let end, start <= end,
        context.lowerBound + Int(encoding.ends[end]) >= span.upperBound || end + 1 < last
      else { continue }
      return AnswerWindow(context: context, encoding: encoding, contextTokens: tokens, start: start, end: end)
    }
    return AnswerWindow(context: context, encoding: encoding, contextTokens: tokens, start: 0, end: 0)
  }
}
