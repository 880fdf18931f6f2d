/// A question with the passage that answers it, or does not.
package struct SpanExample: Sendable, Equatable {
  /// What the file calls it, or its line number.
  package let id: String
  package let question: String
  package let context: String
  /// Every answer that counts as right; empty when there is none.
  package let answers: [String]
  /// Half-open UTF-8 byte ranges in `context`, one for each answer that stands there literally.
  package let spans: [Range<Int>]

  /// Whether the passage does not answer the question.
  package var isImpossible: Bool { answers.isEmpty }
  /// Whether there is something to learn from it: a literal answer, or the lack of any.
  package var isTrainable: Bool { isImpossible || !spans.isEmpty }

  package init(id: String, question: String, context: String, answers: [String], spans: [Range<Int>]) {
    self.id = id
    self.question = question
    self.context = context
    self.answers = answers
    self.spans = spans
  }
}
