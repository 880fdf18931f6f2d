import Spelling

/// The parts of a sentence that are probably in another language: the sentence as a whole, or a quotation in it.
///
/// Where the dictionary of the document's language knows few of the words, its grammar has nothing to say either.
struct ForeignPassages: Sendable {
  /// Bytes of the sentence's text, in order.
  let ranges: [Range<Int>]

  /// Fewer unknown words are slips or names.
  private static let fewest = 2
  /// The share of unknown words from which on a passage is of another language.
  ///
  /// English sentences of learners, with all their slips, stay below it.
  private static let share = 0.4
  /// A whole sentence must have this many words before its language can be told.
  private static let fewestWords = 5

  /// O(n) for sentences with several unknown words, O(1) for all others.
  ///
  /// - Parameter unknown: where the unknown words are, in order.
  init(_ text: [UInt8], unknown: [Range<Int>]) {
    guard unknown.count >= Self.fewest else {
      ranges = []
      return
    }
    let words = Self.words(in: text)
    let isForeign: (Range<Int>) -> Bool = { passage in
      let all = words.count { passage.contains($0) }
      let strange = unknown.count { passage.contains($0.lowerBound) }
      return strange >= Self.fewest && Double(strange) >= Self.share * Double(all)
    }
    let whole = 0..<text.count
    ranges = words.count >= Self.fewestWords && isForeign(whole) ? [whole] : Self.quotations(in: text).filter(isForeign)
  }

  /// Where words begin.
  private static func words(in text: [UInt8]) -> [Int] {
    text.indices.filter { isLetter(text[$0]) && ($0 == 0 || !isLetter(text[$0 - 1]) && text[$0 - 1] != 0x27) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 32) &- 97 < 26 || byte >= 0xC3 && byte != 0xE2 || byte & 0xC0 == 0x80
  }

  /// What stands in double quotation marks, curly, straight or angular.
  private static func quotations(in text: [UInt8]) -> [Range<Int>] {
    var (found, start): ([Range<Int>], Int?) = ([], nil)
    for at in text.indices {
      let mark = Mark(text, at)
      if let begun = start, mark == .closing || mark == .straight {
        found.append(begun..<at)
        start = nil
      } else if mark == .opening || mark == .straight {
        start = at
      }
    }
    return found
  }

  /// A quotation mark.
  private enum Mark {
    case opening, closing
    /// Does both.
    case straight

    /// The mark that begins at a byte, nil where none does.
    init?(_ text: [UInt8], _ at: Int) {
      switch text[at] {
      case 0x22: self = .straight
      case 0xE2 where text[at...].starts(with: "“".utf8): self = .opening
      case 0xE2 where text[at...].starts(with: "”".utf8): self = .closing
      case 0xC2 where text[at...].starts(with: "«".utf8): self = .opening
      case 0xC2 where text[at...].starts(with: "»".utf8): self = .closing
      default: return nil
      }
    }
  }
}
