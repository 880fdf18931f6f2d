/// Finds added tokens in text: leftmost first, of several at one place the longest.
struct AddedTokenMatcher: Sendable {
  /// A token found in a text.
  struct Match {
    /// Its id.
    var id: Int32
    /// Its bytes, with the white space that it swallows.
    var range: Range<Int>
  }

  private var tokens: [(content: [UInt8], token: AddedToken)]
  /// Whether any token begins with this byte.
  private var begins = [Bool](repeating: false, count: 256)
  private let table: ScalarTable

  /// A matcher of `tokens`, each with the bytes to look for.
  ///
  /// Empty contents never match.
  init(_ tokens: [(content: [UInt8], token: AddedToken)], table: ScalarTable) {
    self.tokens = tokens.filter { !$0.content.isEmpty }.sorted { $0.content.count > $1.content.count }
    self.table = table
    for (content, _) in self.tokens { begins[Int(content[0])] = true }
  }

  /// Whether there is nothing to look for.
  var isEmpty: Bool { tokens.isEmpty }

  /// The first match in `text` from `start` on.
  ///
  /// O(n) for few tokens.
  func next(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Match? {
    guard !isEmpty else { return nil }
    return begins.withUnsafeBufferPointer { begins in
      var position = start
      while position < text.count {
        guard begins[Int(text[position])], let (content, token) = token(in: text, at: position) else {
          position += 1
          continue
        }
        let end = position + content.count
        if token.isSingleWord, touchesWord(text, position..<end) {
          position = end
          continue
        }
        return Match(id: token.id, range: widened(position..<end, token, in: text, notBefore: start))
      }
      return nil
    }
  }

  private func token(
    in text: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> (content: [UInt8], token: AddedToken)? {
    tokens.first { content, _ in
      content.count <= text.count - position && content.indices.allSatisfy { text[position + $0] == content[$0] }
    }
  }

  private func touchesWord(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    if range.upperBound < text.count,
      table.properties(of: decodeScalar(text, at: range.upperBound).scalar).contains(.word)
    {
      return true
    }
    return range.lowerBound > 0 && scalar(in: text, before: range.lowerBound, .word) != nil
  }

  private func widened(
    _ range: Range<Int>, _ token: AddedToken, in text: UnsafeBufferPointer<UInt8>, notBefore floor: Int
  ) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while token.stripsLeft, start > floor, let before = scalar(in: text, before: start, .whitespace) { start = before }
    while token.stripsRight, end < text.count {
      let (scalar, length) = decodeScalar(text, at: end)
      guard table.properties(of: scalar).contains(.whitespace) else { break }
      end += length
    }
    return max(start, floor)..<end
  }

  /// Where the scalar before `position` starts if it has `property`.
  private func scalar(
    in text: UnsafeBufferPointer<UInt8>, before position: Int, _ property: ScalarProperties
  ) -> Int? {
    var start = position - 1
    while start > 0, position - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    guard start >= 0 else { return nil }
    let (scalar, length) = decodeScalar(text, at: start)
    return start + length == position && table.properties(of: scalar).contains(property) ? start : nil
  }
}
