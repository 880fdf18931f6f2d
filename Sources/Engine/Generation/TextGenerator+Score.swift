import Architectures
import Models
import Tensors
import Tokenizers

extension TextGenerator {
  /// How likely each text is, from its first token on where the model has something to put before it.
  ///
  /// A text that is longer than the model's limit is read in parts that overlap by half, so that every token has something before it.
  /// O(tokens * limit).
  package func scores(of texts: [[UInt8]]) -> [TextScore] {
    texts.map { text in
      let encoding = model.tokenizer.encode(text, addSpecialTokens: false)
      let opening = vocabulary.beginning.map { [$0] } ?? []
      let ids = opening + encoding.ids
      guard ids.count > 1 else { return TextScore(logProbability: 0, tokens: 0, bytes: 0) }
      let first = opening.isEmpty ? encoding.range(at: 0).upperBound : 0
      return TextScore(logProbability: logProbability(of: ids), tokens: ids.count - 1, bytes: text.count - first)
    }
  }

  /// The sum over all tokens but the first.
  private func logProbability(of ids: [Int32]) -> Double {
    let limit = decoder.dimensions.maximumTokens
    var (sum, start, done) = (0.0, 0, 1)
    while done < ids.count {
      let end = min(start + limit, ids.count)
      let hidden = decoder.encode(PackedBatch([Array(ids[start..<end])]), in: execution)
      sum += logProbability(of: ids, done..<end, hidden, from: start)
      (done, start) = (end, end - limit / 2)
      if limit < 2 { break }
    }
    return sum
  }

  /// The sum over some tokens; each is predicted by the state before it.
  ///
  /// Some rows at a time, for a vocabulary is wide.
  private func logProbability(of ids: [Int32], _ tokens: Range<Int>, _ hidden: Tensor, from start: Int) -> Double {
    let piece = 64
    var sum = 0.0
    for first in stride(from: tokens.lowerBound, to: tokens.upperBound, by: piece) {
      let rows = first..<min(first + piece, tokens.upperBound)
      let states = hidden.slice(rows.lowerBound - 1 - start..<rows.upperBound - 1 - start)
      let logits = decoder.logits(states, in: execution)
      for (row, token) in rows.enumerated() {
        let target = logits.row(row)[Int(ids[token])]
        guard let values = logits.row(row).baseAddress else { continue }
        sum += Double(target) - Kernels.softmax(values, count: logits.columns, to: values)
      }
    }
    return sum
  }
}
