/// A line whose words and marks stand apart, as corpora write them ("It 's late ."), closed up as people write it ("It's late.").
///
/// A model that learned from prose reads it better so. Edits of it are laid on the line as it was, where nothing else changes.
package struct ClosedUpText: Sendable {
  /// What people would write.
  package let text: [UInt8]
  /// For each byte of `text` where it stands in the line.
  private let origin: [Int]
  private let line: [UInt8]

  private static let closing: Set<String> = [
    ".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "...", "n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "''",
    "\u{2019}s", "n\u{2019}t", "\u{201D}", "\u{2019}",
  ]
  private static let opening: Set<String> = ["(", "[", "{", "$", "#", "``", "\u{201C}", "\u{2018}"]

  /// The line closed up; nil for one that is written as people write.
  ///
  /// O(bytes).
  package init?(_ line: [UInt8]) {
    let words = line.split(separator: 0x20, omittingEmptySubsequences: true)
    let texts = words.map { String(decoding: $0, as: UTF8.self) }
    guard texts.dropFirst().contains(where: Self.closing.contains) else { return nil }
    var (text, origin): ([UInt8], [Int]) = ([], [])
    var (quotes, isOpen) = (0, true)
    for (index, word) in words.enumerated() {
      let isQuote = texts[index] == "\""
      let closes = Self.closing.contains(texts[index].lowercased()) || isQuote && quotes % 2 == 1
      if index > 0, !closes, !isOpen {
        text.append(0x20)
        origin.append(words[index - 1].endIndex)
      }
      text += word
      origin += word.indices
      isOpen = Self.opening.contains(texts[index]) || isQuote && quotes % 2 == 0
      if isQuote { quotes += 1 }
    }
    (self.text, self.origin, self.line) = (text, origin, line)
  }

  /// The line with replacements of the closed-up text, which are in order and without overlap.
  package func applying(_ replacements: [TextReplacement]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for replacement in replacements {
      let range = self.range(replacement.range)
      guard range.lowerBound >= position else { continue }
      result += line[position..<range.lowerBound]
      result += Array(replacement.text.utf8)
      position = range.upperBound
    }
    return result + line[position...]
  }

  /// Where a range of the closed-up text stands in the line.
  package func range(_ range: Range<Int>) -> Range<Int> {
    guard !origin.isEmpty else { return 0..<0 }
    if range.isEmpty {
      let place = range.lowerBound < origin.count ? origin[range.lowerBound] : line.count
      // Behind the word before it, not behind the space.
      let start = range.lowerBound > 0 ? origin[range.lowerBound - 1] + 1 : place
      return start..<start
    }
    return origin[range.lowerBound]..<origin[range.upperBound - 1] + 1
  }
}
