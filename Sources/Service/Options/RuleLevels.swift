/// How loud a rule is.
package enum RuleLevel: String, Sendable, CaseIterable {
  case off
  /// On, with the severity that the rule itself has.
  case on
  case hint, information, warning, error
}

/// The levels that were set, by rule (`spelling.unknown-word`) or by category (`spelling`).
package struct RuleLevels: Sendable, Equatable {
  /// By code or category.
  package private(set) var levels: [String: RuleLevel]

  package init(_ levels: [String: RuleLevel] = [:]) { self.levels = levels }

  /// What was set for the rule `code`, else for its category, else nil: the rule decides itself.
  package func level(of code: String) -> RuleLevel? {
    levels[code] ?? levels[String(code.prefix { $0 != "." })]
  }

  /// Takes over what `other` says.
  ///
  /// A category in `other` outweighs its single rules set before.
  package mutating func merge(_ other: RuleLevels) {
    for category in other.levels.keys where !category.contains(".") {
      levels = levels.filter { !$0.key.hasPrefix(category + ".") }
    }
    levels.merge(other.levels) { $1 }
  }
}
