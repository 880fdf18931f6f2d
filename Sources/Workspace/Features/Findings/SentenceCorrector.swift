package import Documents
package import Inference

/// A source of findings that needs a model: it looks at sentences when there is time, and is asked later for what it knows.
///
/// `DocumentFindings` merges what it says with spelling and rules: of findings that overlap the longest counts, and of two
/// equally long ones the rule, then the misspelt word, then the model. Thread-safe.
package protocol SentenceCorrector: Sendable {
  /// What its results depend on beside the sentence: they are computed anew when it changes.
  var fingerprint: String { get }

  /// What is known of sentences without running the model, in their order; nil where one has not been looked at.
  ///
  /// Called for all sentences of a document that have not been looked at, after every edit: memory only, well below a microsecond each.
  func knownFindings(in sentences: [Sentence]) -> [[SentenceFinding]?]

  /// What is wrong in sentences, in their order; `knownFindings` gives it afterwards, as long as there is room.
  ///
  /// - Throws: `CancellationError`, or why the model does not run; never because of the text.
  func findings(in sentences: [Sentence], lane: Lane) async throws -> [[SentenceFinding]]
}
