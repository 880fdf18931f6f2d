package import Documents
import Rules
import Spelling

/// Every kind of finding, for options, reports and the documentation.
package enum FindingCatalogue {
  /// Those that need no model and those of the grammar head, in the order of their codes.
  ///
  /// Where a rule and the head find the same, the rule describes it.
  package static let descriptions: [RuleDescription] = byCode.values.sorted { $0.code < $1.code }

  /// Their codes, each once, sorted.
  package static let codes = descriptions.map(\.code)

  /// The description of a code; nil for one that does not exist.
  package static func description(of code: String) -> RuleDescription? { byCode[code] }

  private static let byCode = Dictionary(
    (RuleSet.descriptions + [spelling, remark] + GrammarCatalogue.descriptions).map { ($0.code, $0) },
    uniquingKeysWith: { rule, _ in rule })

  private static let spelling = RuleDescription(
    SpellingFinding.code, "A word that no dictionary and no word list knows",
    reason:
      "Names, terms of the document and words of your lists are left alone; add a word that is right to one of them.",
    examples: [.init("We recieve it.", "We receive it.")])

  /// A remark to Stet that says nothing.
  static let remark = RuleDescription(
    "stet.remark", "A remark to Stet that names no rule or says nothing",
    reason:
      "Remarks are `<!-- stet off -->`, `<!-- stet on -->` and `<!-- stet off-line -->`, with the names of rules behind them where only these are meant.",
    examples: [.init("<!-- stet off gramar -->", "<!-- stet off grammar -->")])
}
