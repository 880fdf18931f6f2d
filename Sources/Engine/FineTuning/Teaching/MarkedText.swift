package import Datasets
import Inference

/// A sentence with what a person marked in it: spans, or a label of the whole.
///
/// A sentence without marks is worth something too: it was in view and nobody marked it, so that nothing in it belongs to a label.
package struct MarkedText: Sendable, Equatable {
  /// A span with its label.
  package struct Span: Sendable, Hashable {
    /// Half-open UTF-8 bytes of the text.
    package let bytes: Range<Int>
    package let label: String

    package init(bytes: Range<Int>, label: String) { (self.bytes, self.label) = (bytes, label) }
  }

  package let text: [UInt8]
  /// In the order of the text; none for a sentence that is marked as a whole, or not at all.
  package var spans: [Span]
  /// The label of the sentence, nil for none.
  package var label: String?

  package init(text: [UInt8], spans: [Span] = [], label: String? = nil) {
    (self.text, self.spans, self.label) = (text, spans, label)
  }

  /// The spans that the tags of words form.
  package init(_ example: TokenExample) {
    var spans: [Span] = []
    var previous: String?
    for (bytes, label) in zip(example.words, example.labels) {
      defer { previous = label }
      guard let label, label != SpanTags.outside else { continue }
      let type = String(label.dropFirst(2))
      let continues =
        label.hasPrefix("I-") && previous.map { $0 != SpanTags.outside && $0.dropFirst(2) == type } == true
      if continues, let last = spans.popLast() {
        spans.append(Span(bytes: last.bytes.lowerBound..<bytes.upperBound, label: type))
      } else {
        spans.append(Span(bytes: bytes, label: type))
      }
    }
    self.init(text: Array(example.text.utf8), spans: spans)
  }

  /// The text with its first label.
  package init(_ example: SequenceExample) {
    self.init(text: Array(example.text.utf8), label: example.labels.first)
  }
}

/// What a head is taught with: sentences that are all marked in the same way.
package struct MarkedTexts: Sendable, Equatable {
  package let texts: [MarkedText]
  /// Whether spans are marked, not whole sentences.
  package let hasSpans: Bool

  /// - Throws: `TeachingError` `teach-mixed` when there are marks of both kinds, `teach-empty` when there are none.
  package init(_ texts: [MarkedText]) throws {
    hasSpans = texts.contains { !$0.spans.isEmpty }
    let hasLabels = texts.contains { $0.label != nil }
    if hasSpans, hasLabels { throw TeachingError.mixed() }
    if !hasSpans, !hasLabels { throw TeachingError.empty() }
    self.texts = texts
  }

  /// How often each label is marked.
  package var counts: [String: Int] {
    texts.reduce(into: [:]) { counts, text in
      for span in text.spans { counts[span.label, default: 0] += 1 }
      if let label = text.label { counts[label, default: 0] += 1 }
    }
  }

  /// Marked texts in a file: CoNLL, or jsonl with `tokens` and `tags`, `text` and `spans`, or `text` and `label`.
  ///
  /// - Throws: `DataError` for what cannot be read, `TeachingError`, `SupportError`.
  package static func read(_ source: DataSource) throws -> MarkedTexts {
    let spans = Result { try DataReader.tokens(source, tags: .spans) }
    if let found = try? spans.get(), !found.examples.isEmpty {
      try found.problems.check()
      return try MarkedTexts(found.examples.map { MarkedText($0) })
    }
    guard source.format == .jsonl || source.format == .tsv else {
      try spans.get().problems.check()
      throw TeachingError.empty()
    }
    let labels = try DataReader.sequences(source)
    try labels.problems.check()
    // A sentence that says of itself that it has none of the labels is one without a mark.
    return try MarkedTexts(
      labels.examples.map { example in
        let text = MarkedText(example)
        return text.label == TaughtHead.noLabel ? MarkedText(text: text.text) : text
      })
  }
}
