/// How much a finding should disturb, in the order of the Language Server Protocol.
package enum Severity: Int, Sendable, CaseIterable, Comparable {
  case error = 1
  case warning, information, hint

  /// The lower-case name that options and reports use.
  package var name: String { String(describing: self) }

  package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}

/// One thing in a document that a person may want to change.
package struct Finding: Sendable, Equatable {
  /// One way to resolve a finding.
  package struct Replacement: Sendable, Equatable {
    /// The bytes that take the place of the finding's range, as text.
    package let text: String
    /// How sure the proposal is, 0 to 1.
    package let confidence: Double

    package init(text: String, confidence: Double) {
      self.text = text
      self.confidence = confidence
    }
  }

  /// The rule, `category.rule` in kebab case, for example `spelling.unknown-word`.
  package let code: String
  /// The part of `code` before the dot.
  package var category: String { String(code.prefix { $0 != "." }) }
  package let severity: Severity
  /// What is wrong, for a person, one sentence.
  package let message: String
  /// Source bytes, half open, in the document that was analysed.
  package let range: Range<Int>
  /// Best first; empty when there is no proposal.
  package let replacements: [Replacement]
  /// How sure the finding itself is, 0 to 1.
  package let confidence: Double
  /// Whether `--fix` and "fix all" may apply the first replacement unasked.
  package let isSafe: Bool

  package init(
    code: String, severity: Severity, message: String, range: Range<Int>, replacements: [Replacement],
    confidence: Double, isSafe: Bool
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.range = range
    self.replacements = replacements
    self.confidence = confidence
    self.isSafe = isSafe
  }
}
