package import Documents
package import Inference

/// A source of findings that needs a model: it looks at sentences when there is time, and is asked later for what it knows.
///
/// `DocumentFindings` merges what it says with spelling and rules: of findings that overlap the longest counts, and of two
/// equally long ones the rule, then the misspelt word, then the model. Thread-safe.
package protocol SentenceCorrector: Sendable {
  /// What its results depend on beside the sentence: they are computed anew when it changes.
  var fingerprint: String { get }
  /// The codes that its findings can have.
  var rules: [RuleDescription] { get }

  /// What is known of a sentence without running the model; nil where it has not been looked at.
  ///
  /// Called for every sentence of a document after an edit: memory only, some microseconds.
  func knownFindings(in sentence: Sentence) -> [SentenceFinding]?

  /// Looks at the sentences that are not known yet; `knownFindings` gives them afterwards.
  ///
  /// - Throws: `CancellationError`, or why the model does not run; never because of the text.
  func prepare(_ sentences: [Sentence], lane: Lane) async throws
}
