/// A word of a text, as the tokenizer divided it.
package struct EncodedWord: Sendable, Equatable {
  /// Its tokens; heads read the first one's row.
  package let tokens: Range<Int>
  /// Its bytes, without white space at the ends.
  package let bytes: Range<Int>

  package init(tokens: Range<Int>, bytes: Range<Int>) { (self.tokens, self.bytes) = (tokens, bytes) }
}

extension Encoding {
  /// The words of the tokens that came from a text, in order.
  ///
  /// Special tokens of the template and words of white space alone are left out. O(tokens).
  /// - Parameters:
  ///   - text: what was encoded.
  ///   - source: 0, or 1 for the second text of a pair.
  ///   - tokens: where the text's tokens are; nil for everywhere.
  package func words(
    in text: UnsafeBufferPointer<UInt8>, source: UInt8 = 0, tokens: Range<Int>? = nil
  ) -> [EncodedWord] {
    let tokens = tokens ?? 0..<count
    var words: [EncodedWord] = []
    var index = tokens.lowerBound
    while index < tokens.upperBound {
      var end = index + 1
      while end < tokens.upperBound, !beginsWord[end], sources[end] == sources[index] { end += 1 }
      if sources[index] == source {
        let bytes = trimmed(Int(starts[index])..<max(Int(starts[index]), Int(ends[end - 1])), text)
        if !bytes.isEmpty { words.append(EncodedWord(tokens: index..<end, bytes: bytes)) }
      }
      index = end
    }
    return words
  }

  private func trimmed(_ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let table = ScalarTable.shared
    var (start, end) = (range.lowerBound, min(range.upperBound, text.count))
    while start < end {
      let (scalar, length) = decodeScalar(text, at: start)
      guard table.properties(of: scalar).contains(.whitespace) else { break }
      start += length
    }
    while end > start {
      var last = end - 1
      while last > start, text[last] & 0xC0 == 0x80 { last -= 1 }
      guard table.properties(of: decodeScalar(text, at: last).scalar).contains(.whitespace) else { break }
      end = last
    }
    return start..<max(start, end)
  }

  /// The words of a text given as an array.
  package func words(in text: [UInt8], source: UInt8 = 0, tokens: Range<Int>? = nil) -> [EncodedWord] {
    text.withUnsafeBufferPointer { words(in: $0, source: source, tokens: tokens) }
  }
}
