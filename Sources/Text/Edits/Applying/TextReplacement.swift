/// Bytes of a text, and what is to stand in their place.
package struct TextReplacement: Sendable, Equatable {
  /// In the text that was tagged; empty for an insertion.
  package let range: Range<Int>
  package let text: String
  /// The token whose tag asked for it, the first of several that were taken away together.
  package let token: Int

  package init(range: Range<Int>, text: String, token: Int) {
    (self.range, self.text, self.token) = (range, text, token)
  }
}
