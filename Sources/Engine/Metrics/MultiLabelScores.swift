/// Counts of right and wrong labels where an example may have any number of them.
package struct MultiLabelScores: Sendable, Equatable {
  package let labels: [String]
  private var correct: [Int]
  private var predicted: [Int]
  private var gold: [Int]
  private var exact = 0
  private var total = 0

  /// Nothing counted yet.
  package init(labels: [String]) {
    self.labels = labels
    let zeros = Array(repeating: 0, count: labels.count)
    (correct, predicted, gold) = (zeros, zeros, zeros)
  }

  /// Counts one example; both are sets of positions in `labels`.
  package mutating func add(gold: Set<Int>, predicted: Set<Int>) {
    for label in gold { self.gold[label] += 1 }
    for label in predicted { self.predicted[label] += 1 }
    for label in gold.intersection(predicted) { correct[label] += 1 }
    if gold == predicted { exact += 1 }
    total += 1
  }

  /// The share of examples whose labels are all right.
  package var exactMatch: Double { ratio(exact, total) }

  /// Precision, recall and F1 of each label.
  package var scores: ClassScores {
    ClassScores(
      labels: labels.indices.map {
        LabelScore(label: labels[$0], correct: correct[$0], predicted: predicted[$0], gold: gold[$0])
      })
  }
}
