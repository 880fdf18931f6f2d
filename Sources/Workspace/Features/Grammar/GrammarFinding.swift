package import Edits

/// A proposed correction of a sentence, found by the model.
package struct GrammarFinding: Sendable, Equatable {
  /// The sentence's bytes that are wrong; empty where something is missing.
  package let bytes: Range<Int>
  /// What is to stand there.
  package let replacement: String
  package let category: EditCategory
  /// How likely the correction is right, 0 to 1, as the model says.
  package let confidence: Float
  /// By how much the confidence misses what is asked for in most documents, in nats of the odds; 0 where it does not.
  package let shortfall: Float
  /// Why, for a person: "*Their* is belonging to them; here *they're* = they are".
  package let reason: String

  package init(
    bytes: Range<Int>, replacement: String, category: EditCategory, confidence: Float, shortfall: Float = 0,
    reason: String
  ) {
    (self.bytes, self.replacement, self.category) = (bytes, replacement, category)
    (self.confidence, self.shortfall, self.reason) = (confidence, shortfall, reason)
  }
}
