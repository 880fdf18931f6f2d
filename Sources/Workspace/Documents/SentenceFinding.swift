/// What a source of findings (a rule, a model) says about one sentence, whatever document it stands in.
///
/// A pure function of the sentence, so that it can be kept under the sentence's hash.
package struct SentenceFinding: Sendable, Equatable {
  /// `category.rule` in kebab case, as in `Finding`.
  package let code: String
  /// Bytes of the sentence's prose, half open; empty for something that is missing there.
  package let range: Range<Int>
  /// What is wrong and why, for a person, one sentence.
  package let message: String
  /// Best first; an empty text takes the range away.
  package let replacements: [Finding.Replacement]
  package let severity: Severity
  /// How sure the finding is, 0 to 1.
  package let confidence: Double
  /// Whether the first replacement may be applied unasked.
  package let isSafe: Bool
  /// How much likelier mistakes must be in the document than in most before this is shown, in nats of the odds; 0 for always.
  package let shortfall: Double

  package init(
    code: String, range: Range<Int>, message: String, replacements: [Finding.Replacement], severity: Severity,
    confidence: Double, isSafe: Bool, shortfall: Double = 0
  ) {
    self.code = code
    self.range = range
    self.message = message
    self.replacements = replacements
    self.severity = severity
    self.confidence = confidence
    self.isSafe = isSafe
    self.shortfall = shortfall
  }
}
