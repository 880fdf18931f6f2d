import Documents

/// What heads say about one sentence of a document.
package struct SentenceAnnotations: Sendable, Equatable {
  /// The sentence's place in the snapshot.
  package let sentence: Int
  /// By the head's name; ranges are source bytes of the document.
  package let byHead: [String: Annotation]

  /// - Parameter byHead: with ranges of the sentence's text.
  init(sentence: Int, of snapshot: DocumentSnapshot, byHead: [String: Annotation]) {
    self.sentence = sentence
    self.byHead = byHead.mapValues { $0.located(inSentence: sentence, of: snapshot) }
  }

  /// What the head says; nil when it was not asked.
  package subscript(head: String) -> Annotation? { byHead[head] }
}
