/// The name of a word for comparisons: 64 bits of its small letters, with straight apostrophes.
///
/// Comparing keys is comparing numbers, so that a rule looks at a word without making a string. FNV-1a; that two words of a
/// sentence and of a table fall together by chance is as good as impossible.
struct WordKey: Hashable, Sendable, ExpressibleByStringLiteral {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The key of an empty word, to which bytes are added.
  init() {}

  init(stringLiteral text: StaticString) {
    text.withUTF8Buffer { for byte in $0 { add(byte) } }
  }

  /// The key of `text`, curly apostrophes straightened.
  init(_ text: some StringProtocol) {
    for byte in String(text).replacing("’", with: "'").utf8 { add(byte) }
  }

  /// Takes in the next byte of the word.
  mutating func add(_ byte: UInt8) {
    let small = byte &- 65 < 26 ? byte | 32 : byte
    value = (value ^ UInt64(small)) &* 0x0000_0100_0000_01B3
  }
}

extension Set<WordKey> {
  /// The words of a list that is written as one text.
  init(words text: String) { self.init(text.split(whereSeparator: \.isWhitespace).map { WordKey($0) }) }
}

extension [WordKey: String] {
  /// Words with what stands for them, `word:other` apart by white space.
  init(pairs: String) {
    self.init(
      uniqueKeysWithValues: pairs.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { pair in
        let sides = pair.split(separator: ":", maxSplits: 1).map(String.init)
        return (WordKey(sides[0]), sides[1])
      })
  }
}
