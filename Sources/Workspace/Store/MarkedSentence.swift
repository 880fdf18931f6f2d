/// A sentence with what a person marked in it for one head.
package struct MarkedSentence: Sendable, Equatable {
  /// A marked span.
  package struct Span: Sendable, Hashable {
    /// Half-open UTF-8 bytes of the sentence.
    package let bytes: Range<Int>
    package let label: String

    package init(bytes: Range<Int>, label: String) { (self.bytes, self.label) = (bytes, label) }
  }

  /// The sentence's text.
  package let text: [UInt8]
  /// In the order of the text.
  package var spans: [Span]
  /// The label of the sentence as a whole, nil for none.
  package var label: String?

  package init(text: [UInt8], spans: [Span] = [], label: String? = nil) {
    (self.text, self.spans, self.label) = (text, spans, label)
  }

  /// Whether anything is marked; a sentence without marks was in view and nobody marked it.
  package var isMarked: Bool { !spans.isEmpty || label != nil }
}
