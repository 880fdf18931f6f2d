import Documents
package import Features
package import Options
package import Rules
package import Spelling

extension Options {
  /// Which findings are wanted in the file at `path` (absolute or a URI of an editor).
  ///
  /// - Parameter wordLists: the word lists that apply.
  package func findingPolicy(for path: String, wordLists: [WordList]) -> FindingPolicy {
    let rules = options(for: path).rules
    return FindingPolicy(
      severity: { code, own in
        if let level = rules.level(of: code) { return level.severity(own: own) }
        return FindingCatalogue.description(of: code)?.isOnByDefault == false ? nil : own
      },
      wordLists: wordLists, words: Set(dictionaries.words.map { $0.lowercased() }), isAdaptive: grammar.adaptive,
      limit: limits.findings)
  }
}

extension Options {
  /// The rules for a file in `language`, with the project's terms.
  package func ruleSet(language: String) -> RuleSet {
    RuleSet(
      terms: terminology.prefer, dialect: Dialect(language: language),
      isEnglish: language.split(whereSeparator: { $0 == "-" || $0 == "_" }).first?.lowercased() == "en")
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
