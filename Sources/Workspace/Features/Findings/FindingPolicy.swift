package import Documents
package import Spelling

/// Which findings a person wants to see of one document.
package struct FindingPolicy: Sendable {
  /// Another one for each policy that is made.
  final class Identity: Sendable {}

  /// What tells it from others: what was read under the same policy is read already.
  let identity = Identity()
  /// The severity of a rule by its code, nil when it is switched off.
  ///
  /// The second argument is the rule's own severity.
  package let severity: @Sendable (String, Severity) -> Severity?
  /// Word lists whose words are right.
  package let wordLists: [WordList]
  /// More words that are right, lower case.
  package let words: Set<String>
  /// Whether a document with many sure mistakes is also shown less sure ones.
  package let isAdaptive: Bool
  /// The most findings to give; those that follow are counted, not dropped in silence.
  package let limit: Int

  /// Everything at its own severity.
  package static let standard = FindingPolicy()

  package init(
    severity: @escaping @Sendable (String, Severity) -> Severity? = { $1 }, wordLists: [WordList] = [],
    words: Set<String> = [], isAdaptive: Bool = true, limit: Int = .max
  ) {
    self.severity = severity
    self.wordLists = wordLists
    self.words = words
    self.isAdaptive = isAdaptive
    self.limit = limit
  }
}
