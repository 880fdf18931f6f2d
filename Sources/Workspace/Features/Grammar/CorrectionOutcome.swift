import Heads

/// What the passes over a sentence lead to: the corrections that are sure, and beside them those that are shown only where a document
/// has many mistakes.
struct CorrectionOutcome: Sendable {
  private(set) var sure: Correction
  /// With the doubtful corrections too, which the last pass has found in the text that was sure by then; nil where there are none.
  private var bold: Correction?

  init(_ correction: Correction) { sure = correction }

  /// Takes what a pass has found in `sure.current`.
  ///
  /// - Returns: whether that changed, so that another pass may find more.
  mutating func take(
    _ predictions: [EditPrediction?], by selection: EditSelection, spelling: (String) -> String?
  ) -> Bool {
    let text = sure.current
    if sure.apply(selection.choices(for: text, predictions), spelling: spelling) { return true }
    let choices = Self.withoutRivals(selection.choices(for: text, predictions, leniency: Float(MistakeDensity.most)))
    guard choices.contains(where: { $0 != nil }) else { return false }
    var bold = sure
    if bold.apply(choices, spelling: spelling) { self.bold = bold }
    return false
  }

  /// Without the doubtful edits beside surer ones: what is proposed for neighbours often mends the same mistake in two ways.
  private static func withoutRivals(_ choices: [EditSelection.Choice?]) -> [EditSelection.Choice?] {
    choices.indices.map { index in
      guard let choice = choices[index] else { return nil }
      let isOutdone = [index - 1, index + 1].contains { other in
        guard choices.indices.contains(other), let rival = choices[other] else { return false }
        return (rival.shortfall, other) < (choice.shortfall, index)
      }
      return isOutdone ? nil : choice
    }
  }

  /// The sure ones as they are, and the doubtful ones that touch none of them.
  var findings: [GrammarFinding] {
    let sure = self.sure.findings
    guard let bold else { return sure }
    let doubtful = bold.findings.filter { finding in
      finding.shortfall > 0
        && !sure.contains {
          $0.bytes.lowerBound <= finding.bytes.upperBound && finding.bytes.lowerBound <= $0.bytes.upperBound
        }
    }
    return (sure + doubtful).sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
  }
}
