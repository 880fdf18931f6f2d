package import Datasets

/// A text that is typed, all of it or its end.
package struct ReplayText: Sendable {
  package let bytes: [UInt8]
  /// What is typed; the rest before it is there already.
  package let typed: Range<Int>

  package init(bytes: [UInt8], typed: Range<Int>) { (self.bytes, self.typed) = (bytes, typed) }

  /// The first documents of a file, paragraphs on lines.
  ///
  /// - Parameters:
  ///   - characters: how many are typed in all, and at most a quarter of them in each document, so that there are several; nil for no limit.
  ///     A document is typed up to the end of the word in which that is reached.
  ///   - part: whether the first half of each document, up to the end of a paragraph, is there already. A document of one paragraph is left out then.
  package static func texts(_ file: ProseText, characters: Int?, secondHalf: Bool) -> [ReplayText] {
    var (texts, rest) = ([ReplayText](), characters ?? .max)
    let most = characters.map { max(1, ($0 + 3) / 4) } ?? .max
    for document in file.documents where rest > 0 {
      let bytes = Array(file.bytes[document])
      guard let start = secondHalf ? middle(of: bytes) : 0 else { continue }
      let (end, count) = end(of: bytes, from: start, characters: min(most, rest))
      texts.append(ReplayText(bytes: Array(bytes[..<end]), typed: start..<end))
      rest -= count
    }
    return texts
  }

  /// Behind the first line break from the middle on, else behind the last one before it.
  private static func middle(of bytes: [UInt8]) -> Int? {
    let half = bytes.count / 2
    let isBreak: (Int) -> Bool = { bytes[$0] == 0x0A }
    let place = (half..<bytes.count).first(where: isBreak) ?? (0..<half).last(where: isBreak)
    return place.map { $0 + 1 }
  }

  /// The end of the word in which so many characters are reached, and how many there are up to it.
  private static func end(of bytes: [UInt8], from start: Int, characters: Int) -> (end: Int, count: Int) {
    bytes.withUnsafeBufferPointer { bytes in
      var (place, count) = (start, 0)
      while place < bytes.count, count < characters {
        let next = TextUnits.end(in: bytes, from: place)
        count += bytes[place..<next].count { $0 & 0xC0 != 0x80 }
        place = next
      }
      return (place, count)
    }
  }
}
