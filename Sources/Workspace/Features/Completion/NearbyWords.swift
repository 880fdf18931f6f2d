import Documents
import Spelling
import Text

/// The words of a document that begin with what is being typed, as far as they stand near the place.
struct NearbyWords {
  /// How often each word occurs, in the spelling that goes on with what is typed.
  private var counts: [[UInt8]: Int] = [:]

  /// Source bytes before and behind the place that are looked at.
  private static let (before, behind) = (49_152, 16_384)
  private static let lengths = 3...48

  /// Looks for words that are longer than what is typed; none where nothing is typed.
  ///
  /// The first letter may be a capital here and a small one there: words begin sentences. O(sentences near the place).
  init(_ typed: [UInt8], near offset: Int, in snapshot: DocumentSnapshot) {
    guard let first = typed.first else { return }
    let range = max(0, offset - Self.before)..<min(snapshot.rope.count, offset + Self.behind)
    guard !range.isEmpty else { return }
    for index in snapshot.sentenceIndices(in: range) {
      let sentence = snapshot.sentence(at: index)
      for word in Self.words(of: sentence) where word.count > typed.count && Self.lengths.contains(word.count) {
        let text = sentence.text[word]
        guard let start = text.first, start == first || start ^ first == 0x20 && Self.isLetter(start),
          text.dropFirst().starts(with: typed.dropFirst())
        else { continue }
        counts[typed + text.dropFirst(typed.count), default: 0] += 1
      }
    }
  }

  /// Whether a word stands near a place; a capital at its beginning makes no other word of it.
  ///
  /// O(sentences near the place).
  static func have(_ word: String, near offset: Int, in snapshot: DocumentSnapshot) -> Bool {
    let beginning = Array(word.dropLast().utf8)
    return !beginning.isEmpty && NearbyWords(beginning, near: offset, in: snapshot).counts[Array(word.utf8)] != nil
  }

  /// Each word's share of all their occurrences.
  ///
  /// - Parameter checker: tells words from slips; nil takes all for words.
  func shares(checker: SpellChecker?) -> [[UInt8]: Double] {
    let words = counts.filter { isWord($0.key, checker: checker) }
    let total = words.values.reduce(0, +)
    return words.mapValues { Double($0) / Double(total) }
  }

  /// Whether the text has it more than once, or the dictionary; without a dictionary everything is a word.
  func isWord(_ word: [UInt8], checker: SpellChecker?) -> Bool {
    counts[word, default: 0] > 1 || checker?.knowsInAnyCase(String(decoding: word, as: UTF8.self)) ?? true
  }

  /// Stretches of letters, with apostrophes inside them, outside literals.
  private static func words(of sentence: Sentence) -> [Range<Int>] {
    var (found, start) = ([Range<Int>](), 0)
    while start < sentence.text.count {
      var end = start
      while end < sentence.text.count, isPart(sentence.text, end, isInside: end > start) { end += 1 }
      let word = start..<end
      if !word.isEmpty, !sentence.literals.contains(where: { $0.overlaps(word) }) { found.append(word) }
      start = max(end, start + 1)
    }
    return found
  }

  /// What lies beyond ASCII and is no letter (dashes, quotation marks, emoji) begins with E2, C2 or F0.
  private static func isPart(_ text: [UInt8], _ index: Int, isInside: Bool) -> Bool {
    let byte = text[index]
    if byte == UInt8(ascii: "'") {
      return isInside && index + 1 < text.count && (isLetter(text[index + 1]) || text[index + 1] >= 0x80)
    }
    if byte == 0xE2 || byte == 0xC2 || byte >= 0xF0 { return false }
    // A continuation of what is no part is none.
    return isLetter(byte) || byte >= 0xC0 || byte >= 0x80 && isInside
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
}

extension SpellChecker {
  /// Whether it knows a word, or that without its capitals: it may begin a sentence.
  func knowsInAnyCase(_ word: String) -> Bool { knows(word) || knows(word.lowercased()) }
}
