/// What is asked, and how much is read to answer it.
package struct Question: Sendable, Equatable {
  /// In natural language.
  package var text: String
  /// The most answers that are wanted.
  package var count: Int
  /// How many passages are read, those that are closest to the question.
  package var passages: Int
  /// The confidence from which an answer counts, 0 to 1.
  package var minimumConfidence: Double
  /// The head that reads; nil for the model's only one for question answering.
  package var head: String?

  package init(
    _ text: String, count: Int = 3, passages: Int = 12, minimumConfidence: Double = 0.5, head: String? = nil
  ) {
    (self.text, self.count, self.passages) = (text, max(0, count), max(0, passages))
    (self.minimumConfidence, self.head) = (minimumConfidence, head)
  }
}
