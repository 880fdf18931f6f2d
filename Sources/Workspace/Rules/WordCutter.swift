/// Cuts prose into the words that rules look at.
enum WordCutter {
  /// The words of `bytes` in order; each literal is one word.
  ///
  /// O(n).
  static func words(of bytes: [UInt8], literals: [Range<Int>]) -> [RuleWord] {
    var words: [RuleWord] = []
    words.reserveCapacity(bytes.count / 5)
    bytes.withUnsafeBufferPointer { text in
      var (at, end, gapIsSpace) = (0, 0, false)
      var rest = literals[...]
      while at < text.count {
        if let literal = rest.first, literal.lowerBound <= at {
          rest.removeFirst()
          let range = at..<max(at, min(literal.upperBound, text.count))
          words.append(
            RuleWord(range: range, key: WordKey(), shape: gapIsSpace ? [.isLiteral, .isAfterSpace] : .isLiteral))
          (at, end, gapIsSpace) = (max(at, range.upperBound), range.upperBound, false)
          continue
        }
        let length = wordLength(text, at)
        if length == 0 {
          let isSpace = text[at] == 0x20 || text[at] == 0x0A
          gapIsSpace = isSpace && (at == end || gapIsSpace)
          at += 1
          continue
        }
        let limit = min(rest.first?.lowerBound ?? text.count, text.count)
        let word = word(text, from: at, to: limit, isAfterSpace: gapIsSpace && !words.isEmpty)
        words.append(word)
        (at, end, gapIsSpace) = (word.range.upperBound, word.range.upperBound, false)
      }
    }
    return words
  }

  /// The word that begins at `start`.
  private static func word(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int, isAfterSpace: Bool
  ) -> RuleWord {
    var key = WordKey()
    var shape: RuleWord.Shape = isAfterSpace ? .isAfterSpace : []
    var at = start
    while at < limit {
      let length = wordLength(text, at)
      if length > 0 {
        shape.formUnion(Self.shape(of: text[at], isFirst: at == start))
        let end = min(at + length, limit)
        for index in at..<end { key.add(text[index]) }
        at = end
      } else {
        let apostrophe = apostropheLength(text, at)
        guard apostrophe > 0, at + apostrophe < limit, wordLength(text, at + apostrophe) > 0 else { break }
        key.add(0x27)
        at += apostrophe
      }
    }
    return RuleWord(range: start..<at, key: key, shape: shape)
  }

  private static func shape(of byte: UInt8, isFirst: Bool) -> RuleWord.Shape {
    if byte &- 97 < 26 { return .hasSmallLetter }
    if byte &- 65 < 26 { return isFirst ? .capitalised : .hasInnerCapital }
    return byte >= 0x80 ? .isForeign : .hasDigit
  }

  /// How many bytes of a word stand at `at`: 0 for what is no letter, digit or underscore.
  private static func wordLength(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let byte = text[at]
    if byte < 0x80 { return (byte | 32) &- 97 < 26 || byte &- 48 < 10 || byte == 0x5F ? 1 : 0 }
    let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard at + length <= text.count else { return 0 }
    // Signs and punctuation beyond ASCII: Latin-1 symbols, general punctuation to arrows and boxes, CJK punctuation, emoji.
    switch byte {
    case 0x80..<0xC2: return 0
    case 0xC2: return text[at + 1] == 0xAA || text[at + 1] == 0xB5 || text[at + 1] == 0xBA ? 2 : 0
    case 0xC3: return text[at + 1] == 0x97 || text[at + 1] == 0xB7 ? 0 : 2
    case 0xE2: return text[at + 1] < 0xB0 ? 0 : 3
    case 0xE3: return text[at + 1] == 0x80 ? 0 : 3
    case 0xEF: return text[at + 1] >= 0xBC ? 0 : 3
    case 0xF0: return text[at + 1] == 0x9F ? 0 : 4
    default: return length
    }
  }

  /// The length of the straight or curly apostrophe at `at`, 0 when there is none.
  private static func apostropheLength(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    if text[at] == 0x27 { return 1 }
    return text[at] == 0xE2 && at + 2 < text.count && text[at + 1] == 0x80 && text[at + 2] == 0x99 ? 3 : 0
  }
}
