/// The sentence of a finding that a person let stand: right as it is, which a model may learn from.
package struct DismissedText: Equatable, Sendable {
  /// The prose of the sentence.
  package let sentence: String
  /// The bytes of `sentence` that were flagged; empty where something was said to be missing.
  package let range: Range<Int>
  /// What was proposed in their place; nil for no proposal.
  package let replacement: String?

  package init(sentence: String, range: Range<Int>, replacement: String?) {
    self.sentence = sentence
    self.range = range
    self.replacement = replacement
  }
}
