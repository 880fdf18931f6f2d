/// A replacement of bytes of a document.
package struct TextEdit: Sendable, Equatable {
  /// Source bytes, half open, in the text as it is when this edit's turn comes.
  package let range: Range<Int>
  /// What takes their place; repaired when it is not valid UTF-8.
  package let replacement: [UInt8]

  package init(range: Range<Int>, replacement: [UInt8]) {
    self.range = range
    self.replacement = replacement
  }
}
