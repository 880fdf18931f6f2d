package import Documents

/// The rules that hold for a document, with what its project adds to them.
///
/// Immutable; may be used on any thread. Two sets that are equal give the same findings.
package struct RuleSet: Sendable, Equatable {
  /// Words that a project wants in place of others; see `Terminology`.
  package let terms: [String: String]
  /// The region whose spelling is wanted; nil for any.
  package let dialect: Dialect?
  /// Whether the rules of English hold; else only the project's terms do.
  package let isEnglish: Bool
  private let rules: [any Rule]

  /// The rules alone.
  package static let standard = RuleSet()

  package init(terms: [String: String] = [:], dialect: Dialect? = nil, isEnglish: Bool = true) {
    self.isEnglish = isEnglish
    self.terms = terms
    self.dialect = dialect
    let terminology: [any Rule] = terms.isEmpty ? [] : [Terminology(terms)]
    let spelling: [any Rule] = dialect.map { [DialectSpelling($0)] } ?? []
    rules = (isEnglish ? Self.fixed : []) + terminology + spelling
  }

  /// What the rules find in a sentence, in the order of the text; findings may overlap.
  ///
  /// O(n).
  package func findings(in sentence: Sentence) -> [SentenceFinding] {
    let text = RuleText(sentence)
    var found: [SentenceFinding] = []
    for rule in rules { found += rule.findings(in: text) }
    return found.count < 2 ? found : found.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  package static func == (a: RuleSet, b: RuleSet) -> Bool {
    a.terms == b.terms && a.dialect == b.dialect && a.isEnglish == b.isEnglish
  }

  /// Rules that need nothing but the sentence, in the order of the documentation.
  private static let fixed: [any Rule] = [
    AdverbForm(), AffectEffect(), Article(), AuxiliaryForm(), Collocation(), ConfusedPhrase(), Demonstrative(),
    DoubleDegree(), DoubledWord(), EveryDay(), GerundVerb(), IrregularPlural(), MissingArticle(), ModalOf(),
    NounAgreement(), Ordinal(), Participle(), PhrasalVerb(), PluralNoun(), PronounAgreement(), PronounI(),
    QuestionOrder(), SubjectPronoun(), TenseWithTime(), TwoDeterminers(), BrandName(), ProperAdjective(), Decade(),
    However(), IntroductoryComma(), MissingSpace(), RepeatedPunctuation(), RepeatedSpace(), SpaceBefore(),
    SpaceInBrackets(), FixedPhrase(), RedundantCurrency(), RedundantTime(),
  ]

  /// What every rule is about, those included that need a configuration, by code.
  package static let descriptions: [RuleDescription] =
    (fixed.map(\.description) + UnpairedMarks.descriptions + [
      Terminology([:]).description, DialectSpelling(.us).description,
    ])
    .sorted { $0.code < $1.code }
}
