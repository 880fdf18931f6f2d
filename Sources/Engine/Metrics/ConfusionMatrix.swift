/// How often each label was taken for each other one.
package struct ConfusionMatrix: Sendable, Equatable {
  /// The names of rows and columns.
  package let labels: [String]
  /// `counts[gold][predicted]`.
  package private(set) var counts: [[Int]]

  /// A matrix of zeros.
  package init(labels: [String]) {
    self.labels = labels
    counts = Array(repeating: Array(repeating: 0, count: labels.count), count: labels.count)
  }

  /// Counts one decision; both are positions in `labels`.
  package mutating func add(gold: Int, predicted: Int) { counts[gold][predicted] += 1 }

  /// Decisions in all.
  package var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// The share of right decisions; 0 when there are none.
  package var accuracy: Double { ratio(labels.indices.reduce(0) { $0 + counts[$1][$1] }, total) }

  /// Precision, recall and F1 of each label that occurs or was predicted.
  package var scores: ClassScores {
    ClassScores(
      labels: labels.indices.compactMap { index in
        let gold = counts[index].reduce(0, +)
        let predicted = counts.reduce(0) { $0 + $1[index] }
        guard gold + predicted > 0 else { return nil }
        return LabelScore(label: labels[index], correct: counts[index][index], predicted: predicted, gold: gold)
      })
  }

  /// The correlation of predictions and gold labels, from -1 to 1; 0 when either has one label only.
  ///
  /// For two labels B. Matthews' coefficient (1975), for more R_K of J. Gorodkin (2004).
  package var matthews: Double {
    let total = Double(total)
    let gold = counts.map { Double($0.reduce(0, +)) }
    let predicted = labels.indices.map { column in Double(counts.reduce(0) { $0 + $1[column] }) }
    let correct = labels.indices.reduce(0.0) { $0 + Double(counts[$1][$1]) }
    func products(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let covariance = correct * total - products(gold, predicted)
    let spread = (total * total - products(predicted, predicted)) * (total * total - products(gold, gold))
    return spread <= 0 ? 0 : covariance / spread.squareRoot()
  }
}
