/// How often the next word is the likeliest one, or among the three likeliest.
///
/// Asked for behind each blank that a word follows: a word is the run of word characters there (`TextUnits`).
package struct NextWordScore: Sendable, Equatable {
  package var words = 0
  package var first = 0
  package var amongThree = 0

  package init() {}

  /// Shares; 0 without words.
  package var top1: Double { words == 0 ? 0 : Double(first) / Double(words) }
  package var top3: Double { words == 0 ? 0 : Double(amongThree) / Double(words) }

  package static func += (left: inout NextWordScore, right: NextWordScore) {
    left.words += right.words
    left.first += right.first
    left.amongThree += right.amongThree
  }

  /// Notes one word and what was proposed for it, the likeliest first.
  mutating func add(_ word: some Collection<UInt8>, proposed: [[UInt8]]) {
    words += 1
    guard let rank = proposed.prefix(3).firstIndex(where: { $0.elementsEqual(word) }) else { return }
    amongThree += 1
    if rank == 0 { first += 1 }
  }

  /// The words in a part of a text, without the blanks before them.
  static func words(in text: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    text.withUnsafeBufferPointer { text in
      TextUnits.ranges(in: UnsafeBufferPointer(rebasing: text[range])).compactMap { unit in
        let unit = unit.lowerBound + range.lowerBound..<unit.upperBound + range.lowerBound
        guard text[unit.lowerBound] == 0x20, unit.count > 1, TextUnits.isWord(text, at: unit.lowerBound + 1) else {
          return nil
        }
        return unit.lowerBound + 1..<unit.upperBound
      }
    }
  }
}
