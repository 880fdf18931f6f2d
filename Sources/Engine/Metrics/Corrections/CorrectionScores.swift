/// Precision, recall and F0.5 of corrected sentences against those of annotators, summed over a test set.
///
/// Of several annotators each sentence is compared with the one that gives the best sum so far, as the official scorers do.
package struct CorrectionScores: Sendable {
  /// Over all sentences.
  package private(set) var total = EditCounts()
  /// By type of the wanted correction: how many were wanted, and how many were made.
  package private(set) var byType: [String: (wanted: Int, made: Int)] = [:]

  package init() {}

  /// Adds a sentence.
  package mutating func add(_ sentence: CorrectedSentence, corrected: [String]) {
    let options = sentence.annotations.map { gold in
      (gold, MaxMatch.counts(source: sentence.tokens, corrected: corrected, gold: gold))
    }
    func rank(_ counts: EditCounts) -> (Double, Int) { ((total + counts).f, -counts.gold) }
    guard var best = options.first else { return }
    for option in options.dropFirst() where rank(option.1.counts) > rank(best.1.counts) { best = option }
    total = total + best.1.counts
    for (edit, isMade) in zip(best.0, best.1.isMade) {
      byType[edit.type, default: (0, 0)].wanted += 1
      if isMade { byType[edit.type, default: (0, 0)].made += 1 }
    }
  }
}
