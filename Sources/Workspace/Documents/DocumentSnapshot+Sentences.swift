internal import Markup

/// Sentences by index and by place. An index lies in `0..<sentenceCount`; anything else is a programming error.
extension DocumentSnapshot {
  /// The sentences as a collection whose indices are those of the snapshot.
  package struct Sentences: RandomAccessCollection, Sendable {
    fileprivate let snapshot: DocumentSnapshot

    package var startIndex: Int { 0 }
    package var endIndex: Int { snapshot.sentenceCount }
    package subscript(index: Int) -> Sentence { snapshot.sentence(at: index) }
  }

  /// All sentences; making the collection is O(1), reading one O(log sections).
  package var sentences: Sentences { Sentences(snapshot: self) }

  /// One sentence.
  ///
  /// O(log sections).
  package func sentence(at index: Int) -> Sentence {
    let placement = placement(ofSentence: index)
    return placement.section.content.entries[index - placement.sentence].sentence
  }

  /// Where a sentence lies, from its first byte to its last, with the markup inside it.
  ///
  /// O(log n).
  package func sourceRange(ofSentence index: Int) -> Range<Int> {
    let placement = placement(ofSentence: index)
    return placement.section.content.sourceRange(ofEntry: index - placement.sentence).shifted(by: placement.byte)
  }

  /// Where a part of a sentence's text lies; exact, see `SourceMap.sourceRange(of:)`.
  ///
  /// O(log n).
  package func sourceRange(_ proseRange: Range<Int>, inSentence index: Int) -> Range<Int> {
    let placement = placement(ofSentence: index)
    let range = placement.section.content.sourceRange(proseRange, inEntry: index - placement.sentence)
    return range.shifted(by: placement.byte)
  }

  /// The position in a sentence's text of a source offset, clamped to the text; markup counts as what follows it.
  ///
  /// O(log n).
  package func proseOffset(ofSource offset: Int, inSentence index: Int) -> Int {
    let placement = placement(ofSentence: index)
    let entry = placement.section.content.entries[index - placement.sentence]
    let prose = placement.section.content.blocks[entry.block].map.proseOffset(ofSource: offset - placement.byte)
    return min(max(prose - entry.prose.lowerBound, 0), entry.prose.count)
  }

  /// The sentence that holds the byte at `offset`, or else ends right there; nil between sentences.
  ///
  /// O(log n).
  package func sentenceIndex(atOffset offset: Int) -> Int? {
    let next = sentenceIndex(endingAfter: offset)
    if next < sentenceCount, sourceRange(ofSentence: next).lowerBound <= offset { return next }
    return next > 0 && sourceRange(ofSentence: next - 1).upperBound == offset ? next - 1 : nil
  }

  /// The sentences that have a byte in `range`; for an empty range the one at that offset, if any.
  ///
  /// O(log n).
  package func sentenceIndices(in range: Range<Int>) -> Range<Int> {
    if range.isEmpty { return sentenceIndex(atOffset: range.lowerBound).map { $0..<$0 + 1 } ?? 0..<0 }
    let start = sentenceIndex(endingAfter: range.lowerBound)
    var end = sentenceIndex(endingAfter: range.upperBound - 1)
    if end < sentenceCount, sourceRange(ofSentence: end).lowerBound < range.upperBound { end += 1 }
    return start..<max(start, end)
  }

  /// The first sentence whose source ends behind `offset`.
  private func sentenceIndex(endingAfter offset: Int) -> Int {
    guard !sections.isEmpty else { return 0 }
    let placement = sections.placement(at: offset) { $0.bytes }
    return placement.sentence + placement.section.content.entry(endingAfter: offset - placement.byte)
  }
}

extension Range<Int> {
  func shifted(by offset: Int) -> Range<Int> { lowerBound + offset..<upperBound + offset }
}
