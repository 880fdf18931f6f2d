/// Precision, recall and F1 of one label.
package struct LabelScore: Sendable, Equatable {
  package let label: String
  /// Right predictions, predictions, and occurrences in the gold data.
  package let correct: Int
  package let predicted: Int
  package let gold: Int

  package init(label: String, correct: Int, predicted: Int, gold: Int) {
    self.label = label
    self.correct = correct
    self.predicted = predicted
    self.gold = gold
  }

  /// From 0 to 1; 0 when nothing was predicted.
  package var precision: Double { ratio(correct, predicted) }
  /// From 0 to 1; 0 when the label does not occur.
  package var recall: Double { ratio(correct, gold) }
  /// The harmonic mean of both; 0 when both are.
  package var f1: Double { ratio(2 * correct, predicted + gold) }
}

/// A quotient that is 0 where the divisor is.
func ratio(_ dividend: Int, _ divisor: Int) -> Double { divisor == 0 ? 0 : Double(dividend) / Double(divisor) }

/// Scores of several labels with their averages.
package struct ClassScores: Sendable, Equatable {
  /// In the order of the labels.
  package let labels: [LabelScore]

  package init(labels: [LabelScore]) { self.labels = labels }

  /// All labels counted together.
  package var micro: LabelScore {
    LabelScore(
      label: "micro", correct: labels.reduce(0) { $0 + $1.correct }, predicted: labels.reduce(0) { $0 + $1.predicted },
      gold: labels.reduce(0) { $0 + $1.gold })
  }

  /// The mean of the labels' F1, each counting the same.
  package var macroF1: Double { mean(\.f1) }
  /// The mean of the labels' precision.
  package var macroPrecision: Double { mean(\.precision) }
  /// The mean of the labels' recall.
  package var macroRecall: Double { mean(\.recall) }

  /// The mean of the labels' F1, each counting as often as it occurs in the gold data.
  package var weightedF1: Double {
    let total = labels.reduce(0) { $0 + $1.gold }
    return total == 0 ? 0 : labels.reduce(0) { $0 + $1.f1 * Double($1.gold) } / Double(total)
  }

  private func mean(_ value: KeyPath<LabelScore, Double>) -> Double {
    labels.isEmpty ? 0 : labels.reduce(0) { $0 + $1[keyPath: value] } / Double(labels.count)
  }
}
