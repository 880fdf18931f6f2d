import Edits
import Mistakes
import Text

/// The sentences of a file of clean prose, a paragraph a line.
package struct CleanProse: Sendable {
  private let file: DataFile
  /// The bytes of each line that is not blank.
  private let lines: [Range<Int>]

  /// Reads a file; `.xz` and `.gz` are unpacked.
  ///
  /// - Throws: `SupportError`, `DataError` `data-unpack`.
  package init(path: String) throws {
    file = try DataFile(path)
    var lines: [Range<Int>] = []
    file.forEachLine { _, line in if !line.isEmpty { lines.append(line.startIndex..<line.endIndex) } }
    self.lines = lines
  }

  /// How large it is, unpacked.
  package var byteCount: Int { file.bytes.count }

  /// Calls `body` with sentences that are worth learning from, in an order that the seed shuffles, paragraph by paragraph, until it gives
  /// false.
  ///
  /// What is read of the file is what is needed. Headings, lists, fragments and other languages are left out; see `SentenceFilter`.
  ///
  /// - Parameter pairs: the share of sentences that come with the next one of their paragraph, as one text, where the next begins as one does that
  ///   people run on into.
  package func forEachSentence(seed: UInt64, pairs: Double = 0, _ body: ([UInt8]) -> Bool) {
    var order = Array(lines.indices)
    var random = ProseRandom(state: seed)
    let segmenter = SentenceSegmenter()
    for place in order.indices {
      // Fisher and Yates, a step at a time: a small sample of a large file costs little.
      order.swapAt(place, place + Int(random.next() % UInt64(order.count - place)))
      let paragraph = Array(file.bytes[lines[order[place]]])
      let ranges = segmenter.sentences(in: paragraph)
      var next = ranges.startIndex
      while next < ranges.endIndex {
        var sentence = Array(paragraph[ranges[next]])
        next += 1
        guard SentenceFilter.accepts(sentence) else { continue }
        if pairs > 0, next < ranges.endIndex, Double(random.next() >> 11) * 0x1p-53 < pairs,
          follows(Array(paragraph[ranges[next]]), sentence)
        {
          sentence = Array(paragraph[ranges[next - 1].lowerBound..<ranges[next].upperBound])
          next += 1
        }
        if !body(sentence) { return }
      }
    }
  }

  /// Whether a sentence may be written as one with that before it.
  private func follows(_ sentence: [UInt8], _ before: [UInt8]) -> Bool {
    sentence.count + before.count <= 240 && SentenceFilter.accepts(sentence)
      && MistakeMaker.mayRunInto(EditableText(sentence))
  }

  /// Up to `limit` sentences, as `forEachSentence` gives them.
  package func sentences(seed: UInt64, limit: Int?, pairs: Double = 0) -> [[UInt8]] {
    var result: [[UInt8]] = []
    guard limit != 0 else { return [] }
    forEachSentence(seed: seed, pairs: pairs) { sentence in
      result.append(sentence)
      return limit.map { result.count < $0 } ?? true
    }
    return result
  }
}

/// SplitMix64, written out so that a seed draws the same sentences with every version of Swift.
private struct ProseRandom {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
