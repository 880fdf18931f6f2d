import Architectures
import Models
import Tensors
import Tokenizers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension TextGenerator {
  /// How likely each text is, from its first token on where the model has something to put before it.
  ///
  /// A text that is longer than the model's limit is read in parts that overlap by half, so that every token has something before it.
  /// O(tokens * limit).
  package func scores(of texts: [[UInt8]]) -> [TextScore] {
    texts.map { text in
      var (sum, tokens, first) = (0.0, 0, 0)
      forEachPrediction(of: text, start: &first) { _, token, probabilities in
        sum += log(Double(max(probabilities[Int(token)], .leastNormalMagnitude)))
        tokens += 1
      }
      return TextScore(logProbability: sum, tokens: tokens, bytes: tokens == 0 ? 0 : text.count - first)
    }
  }

  /// Calls `body` for every token of a text that something stands before, with what stands before it and how likely every token was.
  ///
  /// - Parameter body: given the tokens before, the token, and the probabilities of all tokens, valid during the call.
  package func forEachPrediction(
    of text: [UInt8],
    _ body: (_ context: ArraySlice<Int32>, _ token: Int32, _ probabilities: UnsafeBufferPointer<Float>) -> Void
  ) {
    var first = 0
    forEachPrediction(of: text, start: &first, body)
  }

  /// - Parameter start: the first byte that is predicted.
  private func forEachPrediction(
    of text: [UInt8], start first: inout Int, _ body: (ArraySlice<Int32>, Int32, UnsafeBufferPointer<Float>) -> Void
  ) {
    let encoding = model.tokenizer.encode(text, addSpecialTokens: false)
    let opening = vocabulary.beginning.map { [$0] } ?? []
    let ids = opening + encoding.ids
    guard ids.count > 1 else { return }
    first = opening.isEmpty ? encoding.range(at: 0).upperBound : 0
    let limit = decoder.dimensions.maximumTokens
    var (start, done) = (0, 1)
    while done < ids.count {
      let end = min(start + limit, ids.count)
      let hidden = decoder.encode(PackedBatch([Array(ids[start..<end])]), in: execution)
      forEachPrediction(of: ids, done..<end, hidden, from: start, body)
      (done, start) = (end, end - limit / 2)
      if limit < 2 { break }
    }
  }

  /// Some tokens; each is predicted by the state before it.
  ///
  /// Some rows at a time, for a vocabulary is wide.
  private func forEachPrediction(
    of ids: [Int32], _ tokens: Range<Int>, _ hidden: Tensor, from start: Int,
    _ body: (ArraySlice<Int32>, Int32, UnsafeBufferPointer<Float>) -> Void
  ) {
    let piece = 64
    for first in stride(from: tokens.lowerBound, to: tokens.upperBound, by: piece) {
      let rows = first..<min(first + piece, tokens.upperBound)
      let states = hidden.slice(rows.lowerBound - 1 - start..<rows.upperBound - 1 - start)
      let logits = logits(states, behind: rows.map { ids[..<$0] })
      for (row, token) in rows.enumerated() {
        guard let values = logits.row(row).baseAddress else { continue }
        Kernels.softmax(values, count: logits.columns, to: values)
        body(ids[..<token], ids[token], UnsafeBufferPointer(logits.row(row)))
      }
    }
  }
}
