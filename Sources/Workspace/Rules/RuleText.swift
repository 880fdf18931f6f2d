import Documents

/// A sentence cut into words once, for all rules.
struct RuleText: Sendable {
  /// The prose, UTF-8.
  let bytes: [UInt8]
  let literals: [Range<Int>]
  let words: [RuleWord]

  /// O(n); any bytes are allowed.
  init(_ sentence: Sentence) { self.init(sentence.text, literals: sentence.literals) }

  init(_ bytes: [UInt8], literals: [Range<Int>] = []) {
    self.bytes = bytes
    self.literals = literals
    words = WordCutter.words(of: bytes, literals: literals)
  }

  /// What stands between the word before the `index`-th and that word; before the first word, the start of the sentence.
  func gap(before index: Int) -> Range<Int> {
    (index > 0 ? words[index - 1].range.upperBound : 0)..<(index < words.count
      ? words[index].range.lowerBound : bytes.count)
  }

  /// Whether the word stands right behind the one before it, with spaces alone between them.
  func isAfterSpace(_ index: Int) -> Bool {
    words.indices.contains(index) && index > 0 && words[index].shape.contains(.isAfterSpace)
  }

  /// The key of a word, nil outside the sentence.
  func key(_ index: Int) -> WordKey? { words.indices.contains(index) ? words[index].key : nil }

  /// Whether the keys stand from the word `index` on, one behind the other with spaces between.
  func matches(_ keys: some Collection<WordKey>, at index: Int) -> Bool {
    guard index + keys.count <= words.count else { return false }
    for (offset, key) in keys.enumerated() {
      let word = words[index + offset]
      guard word.key == key, offset == 0 || word.shape.contains(.isAfterSpace) else { return false }
    }
    return true
  }

  /// A part of the prose.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The byte at `offset`, 0 outside.
  func byte(_ offset: Int) -> UInt8 { bytes.indices.contains(offset) ? bytes[offset] : 0 }

  /// Whether a literal has the byte at `offset`.
  func isLiteral(_ offset: Int) -> Bool { !literals.isEmpty && literals.contains { $0.contains(offset) } }

  /// `text` in the manner of the words that it replaces: a capital first where they have one, their apostrophes.
  func adapted(_ text: String, to range: Range<Int>) -> String {
    let first = byte(range.lowerBound)
    var result = text
    if first &- 65 < 26, let initial = text.first { result = initial.uppercased() + text.dropFirst() }
    let isCurly = bytes.indices.dropLast(2).contains {
      bytes[$0] == 0xE2 && bytes[$0 + 1] == 0x80 && bytes[$0 + 2] == 0x99
    }
    return isCurly && result.contains("'") ? result.replacing("'", with: "’") : result
  }
}
