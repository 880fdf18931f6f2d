import Documents

/// What rules and the model find in a sentence, read once for all states of the document in which it stays what it is.
///
/// A thousand findings cost milliseconds to make and a tenth of that to move.
struct ReadSentence: Sendable {
  let section: SectionIdentity
  /// The names in the sentence with which it was read.
  let names: [Range<Int>]
  /// Their ranges begin at the section.
  let findings: [SourcedFinding]
}

extension SourcedFinding {
  /// The same in a sentence with another number, with a range that begins `offset` bytes further on.
  func moved(by offset: Int, toSentence sentence: Int) -> SourcedFinding {
    let finding = located.finding
    return SourcedFinding(
      located: LocatedFinding(
        finding: Finding(
          code: finding.code, severity: finding.severity, message: finding.message,
          range: finding.range.lowerBound + offset..<finding.range.upperBound + offset,
          replacements: finding.replacements, confidence: finding.confidence, isSafe: finding.isSafe),
        sentence: sentence, dismissal: located.dismissal, word: located.word, context: located.context), source: source)
  }
}
