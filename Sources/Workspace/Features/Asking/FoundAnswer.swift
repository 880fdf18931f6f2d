package import Text

/// A stretch of a document that answers a question.
package struct FoundAnswer: Sendable {
  /// The document, as the caller names it.
  package let path: String
  /// Its first heading, or its first sentence.
  package let title: String
  /// The answer as it is read, without markup.
  package let text: String
  /// Its source bytes.
  package let range: Range<Int>
  /// How sure the model is that the passage answers the question, and with these words: 0 to 1.
  package let confidence: Double
  /// Cosine similarity of the question and the passage, -1 to 1.
  package let similarity: Double
  /// The prose around the answer that the model read, without markup.
  package let context: String
  /// The answer's bytes in `context`.
  package let bytesInContext: Range<Int>
  /// The source bytes of `context`.
  package let contextRange: Range<Int>
  /// The text of the document, for positions in it.
  package let rope: Rope
}
