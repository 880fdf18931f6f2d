internal import Markup
package import Text

/// A document at one moment: its text, and the sentences in it.
///
/// Immutable once handed out; may be read on any thread.
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

  var sections = SectionList()

  /// How many sentences there are.
  ///
  /// O(1).
  package var sentenceCount: Int { sections.extent.sentences }

  init(uri: String, languageID: String, version: Int, rope: Rope) {
    self.uri = uri
    self.languageID = languageID
    self.version = version
    self.rope = rope
  }

  /// The index of the first section whose cut a change at `offset` may make void.
  func firstSection(affectedFrom offset: Int) -> Int {
    guard let first = sections.first, first.section.cut.examined <= offset else { return 0 }
    // Only the first section looks far ahead, for the end of front matter; others a few bytes.
    var index = sections.placement(at: offset) { $0.bytes }.start.sections
    while index > 0 {
      let before = sections[index - 1]
      if before.byte + before.section.cut.examined <= offset { break }
      index -= 1
    }
    return index
  }

  /// The section that holds a sentence.
  func placement(ofSentence index: Int) -> Placement { sections.placement(at: index) { $0.sentences } }

  /// The index of the first sentence in or behind a section.
  func sentenceStart(ofSection index: Int) -> Int {
    index < sections.count ? sections[index].sentence : sentenceCount
  }
}
