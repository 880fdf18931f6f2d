import Documents
import Rules
import Spelling
import Store
import Text

/// What can be said about a sentence without the rest of its document; findings are read with every keystroke, this is made once.
///
/// A class, so that an edit of a long document moves references.
final class AnalysedSentence: Sendable {
  /// Nil without a dictionary.
  let spelling: SpellingAnalysis?
  let rules: [SentenceFinding]
  let marks: UnpairedMarks
  let wordCount: Int
  private let foreign: ForeignPassages
  private let sentence: ContentHash
  /// Hashes of the candidates' text, in their order.
  private let flagged: [ContentHash]

  init(_ sentence: Sentence, _ checker: SpellChecker?, _ rules: RuleSet) {
    spelling = checker?.analyze(sentence)
    self.rules = rules.findings(in: sentence)
    marks = UnpairedMarks(sentence)
    wordCount = Features.wordCount(of: sentence)
    foreign = ForeignPassages(sentence.text, unknown: spelling?.candidates.map(\.range) ?? [])
    self.sentence = sentence.hash
    flagged = spelling?.candidates.map { ContentHash(Array(sentence.text[$0.range])) } ?? []
  }

  /// Whether there may be something to report.
  var isNotable: Bool { spelling?.candidates.isEmpty == false || !rules.isEmpty || !marks.isEmpty }

  /// Whether a place is in a passage of another language.
  func isForeign(_ range: Range<Int>) -> Bool {
    foreign.ranges.contains { $0.lowerBound <= range.lowerBound && range.upperBound <= $0.upperBound }
  }

  /// What remembers that a misspelt word is let stand.
  func dismissal(of finding: SpellingFinding) -> Dismissal {
    let place = spelling?.candidates.firstIndex { $0.range == finding.range } ?? 0
    return Dismissal(sentence: sentence, code: SpellingFinding.code, flagged: flagged[place])
  }

  /// What remembers that a finding is let stand; `prose` is the text of the sentence.
  func dismissal(of finding: SentenceFinding, in prose: [UInt8]) -> Dismissal {
    let range = finding.range.clamped(to: 0..<prose.count)
    return Dismissal(sentence: sentence, code: finding.code, flagged: ContentHash(Array(prose[range])))
  }
}
