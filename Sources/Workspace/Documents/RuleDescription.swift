/// What a person is told about a kind of finding: the list in the documentation, reports and hovers are made of it.
package struct RuleDescription: Sendable, Equatable {
  /// A sentence before and after.
  package struct Example: Sendable, Equatable {
    package let wrong: String
    package let right: String

    package init(_ wrong: String, _ right: String) {
      self.wrong = wrong
      self.right = right
    }
  }

  /// `category.rule` in kebab case; what options name.
  package let code: String
  /// What the rule finds, one sentence without a final full stop.
  package let summary: String
  /// Why it matters or how one knows, one or two sentences.
  package let reason: String
  package let examples: [Example]
  /// The severity where the options say nothing else.
  package let severity: Severity
  /// Whether its replacements may be applied unasked.
  package let isSafe: Bool
  /// Whether it looks where nobody has switched it on.
  package let isOnByDefault: Bool

  package init(
    _ code: String, _ summary: String, reason: String, examples: [Example], severity: Severity = .warning,
    isSafe: Bool = false, isOnByDefault: Bool = true
  ) {
    self.code = code
    self.summary = summary
    self.reason = reason
    self.examples = examples
    self.severity = severity
    self.isSafe = isSafe
    self.isOnByDefault = isOnByDefault
  }
}
