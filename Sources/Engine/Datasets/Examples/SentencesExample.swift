/// A document as its sentences, each with a role or a degree of importance.
package struct SentencesExample: Sendable, Equatable {
  package let sentences: [String]
  /// One label a sentence, nil where it is not known; empty when the file has none.
  package let labels: [String?]
  /// One number a sentence; empty when the file has none.
  package let scores: [Double]
  /// The document's title, if the file gives one.
  package let title: String?
  /// What people wrote as its summary, if the file says so.
  package let summaries: [String]

  package init(
    sentences: [String], labels: [String?] = [], scores: [Double] = [], title: String? = nil, summaries: [String] = []
  ) {
    self.sentences = sentences
    self.labels = labels
    self.scores = scores
    self.title = title
    self.summaries = summaries
  }
}
