package import Text

/// One paragraph of an indexed file.
package struct IndexedPassage: Sendable, Equatable {
  /// Source bytes in the file, half open.
  package let range: Range<Int>
  /// The line on which it starts, 0-based.
  package let line: Int
  /// Of the paragraph's prose.
  package let content: ContentHash
  /// The beginning of the prose, for showing it in a list.
  package let snippet: String

  package init(range: Range<Int>, line: Int, content: ContentHash, snippet: String) {
    self.range = range
    self.line = line
    self.content = content
    self.snippet = snippet
  }
}
