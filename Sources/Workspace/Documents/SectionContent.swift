internal import Markup
internal import Text

/// What has been read out of the bytes of one section; shared by every snapshot in which the section stands unchanged.
///
/// All positions are relative to the section, so that it can move. Immutable.
final class SectionContent: Sendable {
  /// A sentence and where it lies.
  struct Entry: Sendable {
    let sentence: Sentence
    /// The index of its block in the section.
    let block: Int
    /// Its bytes in the prose of the block.
    let prose: Range<Int>
  }

  let names: SectionNames
  /// The names from other sections with which it was read.
  let defined: [String]
  let blocks: [ProseBlock]
  let entries: [Entry]
  /// For each block, its sentences.
  let blockEntries: [Range<Int>]
  /// Remarks to Stet.
  let directives: [Directive]

  init(names: SectionNames, defined: [String], blocks: [ProseBlock], directives: [Directive]) {
    self.directives = directives
    self.names = names
    self.defined = defined
    self.blocks = blocks
    var entries: [Entry] = []
    var ranges: [Range<Int>] = []
    for (index, block) in blocks.enumerated() {
      let start = entries.count
      entries += Self.entries(of: block, index)
      ranges.append(start..<entries.count)
    }
    self.entries = entries
    blockEntries = ranges
  }

  /// The source of a part of an entry's text.
  func sourceRange(_ range: Range<Int>, inEntry index: Int) -> Range<Int> {
    let entry = entries[index]
    let range = range.clamped(to: 0..<entry.prose.count)
    let start = entry.prose.lowerBound
    return blocks[entry.block].map.sourceRange(of: start + range.lowerBound..<start + range.upperBound)
  }

  /// The source of an entry.
  func sourceRange(ofEntry index: Int) -> Range<Int> {
    sourceRange(0..<entries[index].prose.count, inEntry: index)
  }

  /// The first entry whose source ends behind `offset`; the count when none does.
  ///
  /// O(log n).
  func entry(endingAfter offset: Int) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if sourceRange(ofEntry: middle).upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func entries(of block: ProseBlock, _ index: Int) -> [Entry] {
    var literals = block.literals[...]
    return sentences(in: block).map { range in
      while let first = literals.first, first.upperBound <= range.lowerBound { literals.removeFirst() }
      let own = literals.prefix { $0.lowerBound < range.upperBound }.map { literal in
        let literal = literal.clamped(to: range)
        return literal.lowerBound - range.lowerBound..<literal.upperBound - range.lowerBound
      }
      let sentence = Sentence(text: Array(block.prose[range]), literals: own, kind: block.kind)
      return Entry(sentence: sentence, block: index, prose: range)
    }
  }

  /// The sentences of a block, none of which ends inside a literal unless it would become too long.
  private static func sentences(in block: ProseBlock) -> [Range<Int>] {
    let ranges = SentenceSegmenter().sentences(in: block.prose)
    guard !block.literals.isEmpty, ranges.count > 1 else { return ranges }
    var result: [Range<Int>] = []
    var literals = block.literals[...]
    for range in ranges {
      while let first = literals.first, first.upperBound <= range.lowerBound { literals.removeFirst() }
      if let last = result.last, let literal = literals.first, literal.lowerBound < last.upperBound,
        range.upperBound - last.lowerBound <= SentenceSegmenter.maximumLength
      {
        result[result.count - 1] = last.lowerBound..<range.upperBound
      } else {
        result.append(range)
      }
    }
    return result
  }
}
