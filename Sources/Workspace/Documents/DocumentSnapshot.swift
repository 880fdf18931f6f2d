internal import Markup
package import Text

/// A document at one moment: its text, and the sentences in it. Immutable once handed out; may be read on any thread.
///
/// Offsets are source bytes of the whole document, ranges half open. Sentences and blocks are numbered in source order,
/// and their source ranges do not overlap.
package struct DocumentSnapshot: Sendable {
  package let uri: String
  /// The editor's identifier of the language, as it was given.
  package let languageID: String
  /// The editor's number of this state of the text.
  package internal(set) var version: Int
  /// The text.
  package internal(set) var rope: Rope

  var placements: [Placement] = []
  /// How many sentences there are. O(1).
  package private(set) var sentenceCount = 0
  private(set) var blockCount = 0

  init(uri: String, languageID: String, version: Int, rope: Rope) {
    self.uri = uri
    self.languageID = languageID
    self.version = version
    self.rope = rope
  }

  /// The index of the first section whose cut a change at `offset` may make void.
  func firstSection(affectedFrom offset: Int) -> Int {
    // Only the first section looks far ahead, for the end of front matter.
    if let first = placements.first, first.section.cut.examined > offset { return 0 }
    var index = max(0, sectionIndex(at: offset, by: \.byte))
    while index > 0, placements[index - 1].byte + placements[index - 1].section.cut.examined > offset { index -= 1 }
    return index
  }

  /// The last section of which `key` is at most `value`; -1 without sections. O(log n).
  func sectionIndex(at value: Int, by key: KeyPath<Placement, Int>) -> Int {
    var low = 0
    var high = placements.count
    while low < high {
      let middle = (low + high) / 2
      if placements[middle][keyPath: key] <= value { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// The index of the first sentence in or behind a section.
  func sentenceStart(ofSection index: Int) -> Int {
    index < placements.count ? placements[index].sentence : sentenceCount
  }

  /// Puts other sections in the place of some and shifts those behind them. O(sections).
  mutating func replaceSections(_ range: Range<Int>, with sections: [Section]) {
    let start = range.lowerBound < placements.count ? placements[range.lowerBound] : nil
    var byte = start?.byte ?? placements.last.map { $0.byte + $0.section.cut.count } ?? 0
    var sentence = start?.sentence ?? sentenceCount
    var block = start?.block ?? blockCount
    placements.replaceSubrange(
      range, with: sections.map { Placement(section: $0, byte: 0, sentence: 0, block: 0) })
    for index in range.lowerBound..<placements.count {
      let section = placements[index].section
      (placements[index].byte, placements[index].sentence, placements[index].block) = (byte, sentence, block)
      byte += section.cut.count
      sentence += section.content.entries.count
      block += section.content.blocks.count
    }
    sentenceCount = sentence
    blockCount = block
  }
}
