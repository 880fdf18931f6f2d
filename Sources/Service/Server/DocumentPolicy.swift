import Documents
package import Features
package import Options
package import Spelling

extension Options {
  /// Which findings are wanted in the file at `path` (absolute or a URI of an editor).
  ///
  /// - Parameter wordLists: the word lists that apply.
  package func findingPolicy(for path: String, wordLists: [WordList]) -> FindingPolicy {
    let rules = options(for: path).rules
    return FindingPolicy(
      severity: { code, own in rules.level(of: code).map { $0.severity(own: own) } ?? own },
      wordLists: wordLists, words: Set(dictionaries.words.map { $0.lowercased() }), limit: limits.findings)
  }
}

extension RuleLevel {
  /// The severity of a rule at this level; nil when it is off.
  fileprivate func severity(own: Severity) -> Severity? {
    switch self {
    case .off: nil
    case .on: own
    case .hint: .hint
    case .information: .information
    case .warning: .warning
    case .error: .error
    }
  }
}
