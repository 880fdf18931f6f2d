/// From which advantage over "there is no answer" an answer is better given than withheld.
///
/// P. Rajpurkar et al., "Know what you don't know" (2018), choose it so on the development set.
package enum AnswerThreshold {
  /// A question with what it scores in either case.
  package struct Question: Sendable {
    package let advantage: Double
    package let given: Double
    package let withheld: Double

    /// - Parameters:
    ///   - advantage: by how much the model prefers its answer to none.
    ///   - given: the score of the answer, from 0 to 1.
    ///   - withheld: the score of giving none: 1 where there is none, else 0.
    package init(advantage: Double, given: Double, withheld: Double) {
      (self.advantage, self.given, self.withheld) = (advantage, given, withheld)
    }
  }

  /// The threshold with the best sum of scores when answers above it are given; 0 without questions.
  ///
  /// It lies in the middle between two advantages; of several that are equally good the one with the widest gap is taken. O(n log n).
  package static func best(_ questions: [Question]) -> Double {
    let sorted = questions.sorted { $0.advantage > $1.advantage }
    guard let first = sorted.first, let last = sorted.last else { return 0 }
    // Withholding every answer is where the search starts.
    var sum = sorted.reduce(0) { $0 + $1.withheld }
    var best = (sum: sum, gap: 0.0, threshold: first.advantage + 1)
    for (index, question) in sorted.enumerated() {
      sum += question.given - question.withheld
      let isLast = index + 1 == sorted.count
      let next = isLast ? last.advantage - 2 : sorted[index + 1].advantage
      let gap = isLast ? 0 : question.advantage - next
      guard isLast || gap > 0 else { continue }
      if sum > best.sum || (sum == best.sum && gap > best.gap) {
        best = (sum, gap, (question.advantage + next) / 2)
      }
    }
    return best.threshold
  }
}
