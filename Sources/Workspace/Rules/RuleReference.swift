package import Documents

/// The documentation of rules, made from their descriptions.
package enum RuleReference {
  /// A Markdown table, one row a rule.
  package static func markdown(_ descriptions: [RuleDescription]) -> String {
    var page =
      "| Rule | Finds | Why | Wrong | Right | Severity | Fixed unasked | On |\n|---|---|---|---|---|---|---|---|\n"
    for rule in descriptions {
      let cells = [
        "`\(rule.code)`", rule.summary, rule.reason, rule.examples.map(\.wrong).joined(separator: "<br>"),
        rule.examples.map(\.right).joined(separator: "<br>"), rule.severity.name, rule.isSafe ? "yes" : "no",
        rule.isOnByDefault ? "yes" : "no",
      ]
      page += "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    return page
  }
}
