/// A text, or a pair of texts, that is classified as a whole.
package struct SequenceExample: Sendable, Equatable {
  package let text: String
  /// The second text of a pair.
  package let pair: String?
  /// One label for single-label tasks, any number for multi-label tasks, none where a score is predicted.
  package let labels: [String]
  /// The number to predict, for regression.
  package let score: Double?

  package init(text: String, pair: String? = nil, labels: [String] = [], score: Double? = nil) {
    self.text = text
    self.pair = pair
    self.labels = labels
    self.score = score
  }
}
