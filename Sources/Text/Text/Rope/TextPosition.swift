/// A place in a text as an editor names it: a line and a column, both from 0.
package struct TextPosition: Hashable, Sendable, Comparable {
  /// The line.
  ///
  /// `\n`, `\r\n` and `\r` end one.
  package var line: Int
  /// The column, in the code units of a `PositionEncoding`.
  package var character: Int

  /// A place at `line` and `character`, which need not exist in any text.
  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  package static func < (a: TextPosition, b: TextPosition) -> Bool { (a.line, a.character) < (b.line, b.character) }
}
