/// Cuts prose into sentences.
///
/// One pass over the bytes that stops only at marks that can end a sentence; rules about what stands before and after such a
/// mark decide. No strings, no regular expressions, no state: the same block gives the same sentences, always.
package struct SentenceSegmenter: Sendable {
  /// No sentence is longer than this many bytes.
  ///
  /// Text that runs on for longer is cut after a clause, else between words, else between scalars, so that no consumer meets a
  /// sentence that its model cannot hold.
  package static let maximumLength = 1024

  package init() {}

  /// The sentences of one block of prose: a paragraph, a heading or a list item, whose line breaks are soft.
  ///
  /// - Parameter prose: Any bytes.
  /// - Returns: Ordered ranges that do not overlap, begin and end with something else than white space, and together hold
  ///   everything but white space. O(n).
  package func sentences(in prose: [UInt8]) -> [Range<Int>] {
    prose.withUnsafeBufferPointer { text in
      let scalars = ProseScalars(text)
      let rules = BoundaryRules(scalars)
      var (result, start): ([Range<Int>], Int) = ([], 0)
      while let end = rules.nextBoundary(after: start) {
        SentenceSegmenter.append(start..<end, of: scalars, to: &result)
        start = end
      }
      SentenceSegmenter.append(start..<text.count, of: scalars, to: &result)
      return result
    }
  }

  private static func append(_ range: Range<Int>, of text: ProseScalars, to result: inout [Range<Int>]) {
    var rest = text.trimmed(range)
    while rest.count > maximumLength {
      let cut = LongSentence.cut(rest, in: text, limit: maximumLength)
      result.append(text.trimmed(rest.lowerBound..<cut))
      rest = text.trimmed(cut..<rest.upperBound)
    }
    if !rest.isEmpty { result.append(rest) }
  }
}
