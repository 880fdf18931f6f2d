package import Edits
package import Tokenizers

/// Which row of a sequence speaks for each token that an edit can change: that of the first piece that begins in it.
package enum EditRows {
  /// A row for each token, -1 for one without a piece (beyond the model's limit, or nothing that the tokenizer keeps).
  ///
  /// O(tokens + pieces).
  package static func rows(of tokens: [EditToken], in encoding: Encoding) -> [Int32] {
    var next = 0
    return tokens.map { token in
      while next < encoding.count, encoding.isTemplate(at: next) || Int(encoding.starts[next]) < token.bytes.lowerBound
      {
        next += 1
      }
      guard next < encoding.count, Int(encoding.starts[next]) < token.bytes.upperBound else { return -1 }
      return Int32(next)
    }
  }
}
