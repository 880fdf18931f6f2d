package import Edits

/// Looks for the thresholds that give the best F0.5 on dev pairs while clean text gets few false alarms.
///
/// Categories are fitted in turn, each with the others as they stand, until nothing changes: the sum over all categories is what counts.
package struct ThresholdSearch: Sendable {
  /// An edit that the head proposes somewhere.
  package struct Proposal: Sendable, Equatable {
    package let category: EditCategory
    package let probability: Float
    package let isRight: Bool
    /// Whether nothing is wrong with its sentence.
    package let isClean: Bool

    package init(category: EditCategory, probability: Float, isRight: Bool, isClean: Bool = false) {
      (self.category, self.probability, self.isRight, self.isClean) = (category, probability, isRight, isClean)
    }
  }

  package var proposals: [Proposal] = []
  /// How many tokens are wrong.
  package var wanted = 0
  /// Of all texts.
  package var words = 0
  /// How many false alarms each is worth a wrong correction in a wrong sentence: clean text is what people mostly have.
  package var cleanWeight = 1.0
  /// Fewer proposals than these say nothing about a category, which then has the threshold of the others.
  package var minimum = 20

  package init() {}

  /// What people may set a threshold to, and 1.01 for never.
  private static let steps: [Float] = stride(from: 0.2, through: 0.975, by: 0.025).map { Float($0) } + [0.99, 1.01]

  private struct Counts {
    var right = 0.0
    var wrong = 0.0
  }

  /// The thresholds.
  ///
  /// O(categories · steps) after a pass over the proposals.
  package func thresholds() -> EditThresholds {
    let byCategory = Dictionary(grouping: proposals, by: \.category)
    let tables = byCategory.mapValues { table($0) }
    let all = table(proposals)
    let common = Self.steps.indices.max { f(all[$0]) < f(all[$1]) } ?? 0
    var chosen = tables.mapValues { _ in common }
    let fitted = byCategory.filter { $0.value.count >= minimum }.keys.sorted()
    for _ in 0..<6 {
      let before = chosen
      for category in fitted {
        let rest = sum(tables, chosen, without: category)
        chosen[category] = Self.steps.indices.max {
          f(tables[category]?[$0], rest) < f(tables[category]?[$1], rest)
        }
      }
      if chosen == before { break }
    }
    let own = fitted.compactMap { category in chosen[category].map { (category, Self.steps[$0]) } }
    return EditThresholds(byCategory: Dictionary(uniqueKeysWithValues: own), other: Self.steps[common])
  }

  /// What is right and wrong from each step on.
  private func table(_ proposals: [Proposal]) -> [Counts] {
    Self.steps.map { step in
      proposals.reduce(into: Counts()) { counts, proposal in
        guard proposal.probability >= step else { return }
        if proposal.isRight { counts.right += 1 } else { counts.wrong += proposal.isClean ? cleanWeight : 1 }
      }
    }
  }

  private func sum(
    _ tables: [EditCategory: [Counts]], _ chosen: [EditCategory: Int], without left: EditCategory
  ) -> Counts {
    chosen.reduce(into: Counts()) { sum, entry in
      guard entry.key != left, let counts = tables[entry.key]?[entry.value] else { return }
      sum.right += counts.right
      sum.wrong += counts.wrong
    }
  }

  private func f(_ own: Counts?, _ rest: Counts = Counts()) -> Double {
    let (right, wrong) = ((own?.right ?? 0) + rest.right, (own?.wrong ?? 0) + rest.wrong)
    guard right > 0, wanted > 0 else { return 0 }
    let (precision, recall) = (right / (right + wrong), right / Double(wanted))
    return 1.25 * precision * recall / (0.25 * precision + recall)
  }
}
