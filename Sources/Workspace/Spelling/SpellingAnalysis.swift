/// The words of one sentence that the dictionary does not know: all that can be said without the document around it.
///
/// Depends on the sentence and the dictionary only, and is meant to be cached under the sentence's hash; what a document
/// or a person accepts is decided later, by `SpellChecker.findings`.
package struct SpellingAnalysis: Sendable, Equatable {
  /// An unknown word.
  package struct Candidate: Sendable, Equatable {
    /// Bytes of the sentence's prose.
    package let range: Range<Int>
    /// The word with straight apostrophes and without soft hyphens.
    package let word: String
    package let shape: WordShape
    /// Whether it starts the sentence or a clause, so that its capital says nothing.
    package let isFirst: Bool
    /// How sure it is that one likely slip away from a frequent word lies what was meant: 0 to 255, 0 where there is none.
    let slip: UInt8
    let context: WordContext
    /// The word in small letters: what a vocabulary counts.
    let key: String

    init(
      range: Range<Int>, word: String, shape: WordShape, isFirst: Bool, slip: UInt8 = 0, context: WordContext = .none
    ) {
      self.range = range
      self.word = word
      self.shape = shape
      self.isFirst = isFirst
      self.slip = slip
      self.context = context
      key = word.lowercased()
    }
  }

  /// In the order of the text.
  package let candidates: [Candidate]

  init(candidates: [Candidate]) { self.candidates = candidates }

  /// The analysis as bytes, for the cache: numbers as LEB128, lengths before texts.
  package var bytes: [UInt8] {
    var out: [UInt8] = []
    func append(_ number: Int) {
      var rest = UInt(number)
      while rest >= 0x80 {
        out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      out.append(UInt8(rest))
    }
    for candidate in candidates {
      append(candidate.range.lowerBound)
      append(candidate.range.count)
      append(Int(candidate.shape.rawValue) << 1 | (candidate.isFirst ? 1 : 0))
      append(Int(candidate.slip))
      append(candidate.context.code)
      append(candidate.word.utf8.count)
      out += candidate.word.utf8
    }
    return out
  }

  /// Reads what `bytes` wrote; nil for anything else.
  ///
  /// Never traps.
  package init?(bytes: [UInt8]) {
    var at = 0
    func number() -> Int? {
      var (value, shift) = (0, 0)
      while at < bytes.count, shift < 56 {
        let byte = bytes[at]
        at += 1
        value |= Int(byte & 0x7F) << shift
        if byte < 0x80 { return value }
        shift += 7
      }
      return nil
    }
    var found: [Candidate] = []
    while at < bytes.count {
      guard let start = number(), let count = number(), let flags = number(), let slip = number(),
        let context = number(), let length = number(),
        let shape = WordShape(rawValue: UInt8(truncatingIfNeeded: flags >> 1)), length <= bytes.count - at,
        let word = String(validating: bytes[at..<at + length], as: UTF8.self)
      else { return nil }
      at += length
      found.append(
        Candidate(
          range: start..<start + count, word: word, shape: shape, isFirst: flags & 1 == 1,
          slip: UInt8(truncatingIfNeeded: slip), context: WordContext(code: context)))
    }
    candidates = found
  }
}
