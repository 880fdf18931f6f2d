import Documents
import Markup

/// The text around a passage that is read for an answer: the passage, and its neighbours where it is short.
///
/// Sentences are joined by single spaces, as a reader of the rendered document sees them; every byte knows its sentence, so that an answer is
/// found again in the source.
struct PassageWindow: Sendable {
  let snapshot: DocumentSnapshot
  /// The snapshot's sentences that it holds.
  let sentences: Range<Int>
  /// UTF-8.
  let text: [UInt8]
  /// Where each sentence begins in `text`.
  private let starts: [Int]

  /// Bytes beyond which nothing is read: something without ends of sentences, such as a table of numbers.
  private static let mostBytes = 16_384

  /// The beginning of `text` up to the limit, at the end of a scalar.
  private static func cut(_ text: [UInt8]) -> [UInt8] {
    guard text.count > mostBytes else { return text }
    var end = mostBytes
    while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(text[..<end])
  }

  /// Words from which on a passage needs no neighbours.
  private static let enoughWords = 60

  init(around passage: Passage, in snapshot: DocumentSnapshot) {
    self.snapshot = snapshot
    sentences = Self.extended(passage.sentences, in: snapshot)
    var text: [UInt8] = []
    var starts: [Int] = []
    for index in sentences {
      if !text.isEmpty { text.append(0x20) }
      starts.append(text.count)
      text += snapshot.sentence(at: index).text
      if text.count > Self.mostBytes { break }
    }
    (self.text, self.starts) = (Self.cut(text), starts)
  }

  /// The source bytes of a part of `text`, markup inside it included.
  func sourceRange(_ part: Range<Int>) -> Range<Int> {
    let last = max(part.lowerBound, part.upperBound - 1)
    let (first, end) = (sentence(at: part.lowerBound), sentence(at: last))
    let lower = source(part.lowerBound - starts[first], part.upperBound - starts[first], first).lowerBound
    let upper = source(max(0, part.lowerBound - starts[end]), part.upperBound - starts[end], end).upperBound
    return lower..<max(lower, upper)
  }

  /// The source bytes of the whole.
  var range: Range<Int> { text.isEmpty ? 0..<0 : sourceRange(0..<text.count) }

  private func source(_ lower: Int, _ upper: Int, _ index: Int) -> Range<Int> {
    let count = snapshot.sentence(at: sentences.lowerBound + index).text.count
    let lower = min(max(0, lower), count)
    return snapshot.sourceRange(lower..<min(max(lower, upper), count), inSentence: sentences.lowerBound + index)
  }

  /// Which of the sentences holds a byte of `text`.
  private func sentence(at offset: Int) -> Int { (starts.lastIndex { $0 <= offset }) ?? 0 }

  /// The sentences with those of neighbouring blocks, in turn behind and before, until there are enough words or a heading stands in the way.
  private static func extended(_ own: Range<Int>, in snapshot: DocumentSnapshot) -> Range<Int> {
    guard !own.isEmpty else { return own }
    var sentences = own
    var words = own.reduce(0) { $0 + wordCount(of: snapshot.sentence(at: $1)) }
    var (canGrowUp, canGrowDown) = (true, true)
    while words < enoughWords, canGrowUp || canGrowDown {
      canGrowDown = canGrowDown && grow(to: sentences.upperBound)
      if words < enoughWords { canGrowUp = canGrowUp && grow(to: sentences.lowerBound - 1) }
    }
    return sentences

    func grow(to sentence: Int) -> Bool {
      guard snapshot.sentences.indices.contains(sentence) else { return false }
      let block = snapshot.blocks[snapshot.blockIndex(ofSentence: sentence)]
      guard !block.kind.isHeading else { return false }
      words += block.sentences.reduce(0) { $0 + wordCount(of: snapshot.sentence(at: $1)) }
      sentences =
        min(sentences.lowerBound, block.sentences.lowerBound)..<max(sentences.upperBound, block.sentences.upperBound)
      return true
    }
  }
}
