/// Which sentences an edit took away and which took their place.
///
/// All others are the same sentences as before: those ahead of the ranges under the same index, those behind them shifted.
package struct DocumentChange: Sendable, Equatable {
  /// Indices in the snapshot before the edit.
  package let removed: Range<Int>
  /// Indices in the snapshot after it; the lower bound is the same.
  package let inserted: Range<Int>

  /// Whether every sentence is what it was, though it may lie elsewhere.
  package var isEmpty: Bool { removed.isEmpty && inserted.isEmpty }

  package init(removed: Range<Int>, inserted: Range<Int>) {
    self.removed = removed
    self.inserted = inserted
  }

  /// The smallest change that turns the sentences of one snapshot into those of another.
  ///
  /// O(sections) when few differ.
  init(from old: DocumentSnapshot, to new: DocumentSnapshot) {
    let (head, tail) = Self.unchanged(old.sections, new.sections)
    var removed = old.sentenceStart(ofSection: head)..<old.sentenceStart(ofSection: old.sections.count - tail)
    var inserted = new.sentenceStart(ofSection: head)..<new.sentenceStart(ofSection: new.sections.count - tail)
    while !removed.isEmpty, !inserted.isEmpty,
      old.sentence(at: removed.lowerBound) == new.sentence(at: inserted.lowerBound)
    {
      removed = removed.lowerBound + 1..<removed.upperBound
      inserted = inserted.lowerBound + 1..<inserted.upperBound
    }
    while !removed.isEmpty, !inserted.isEmpty,
      old.sentence(at: removed.upperBound - 1) == new.sentence(at: inserted.upperBound - 1)
    {
      removed = removed.lowerBound..<removed.upperBound - 1
      inserted = inserted.lowerBound..<inserted.upperBound - 1
    }
    self.init(removed: removed, inserted: inserted)
  }

  /// How many sections at the start and at the end are the same in both lists.
  private static func unchanged(_ old: SectionList, _ new: SectionList) -> (head: Int, tail: Int) {
    let same = zip(old.chunks, new.chunks).prefix { $0 === $1 }.reduce(0) { $0 + $1.0.sections.count }
    let sameAtEnd = zip(old.chunks.reversed(), new.chunks.reversed()).prefix { $0 === $1 }
      .reduce(0) { $0 + $1.0.sections.count }
    let limit = min(old.count, new.count)
    var head = same
    while head < limit, old[head].section.content === new[head].section.content { head += 1 }
    var tail = min(sameAtEnd, limit - head)
    while tail < limit - head,
      old[old.count - 1 - tail].section.content === new[new.count - 1 - tail].section.content
    { tail += 1 }
    return (head, tail)
  }
}
