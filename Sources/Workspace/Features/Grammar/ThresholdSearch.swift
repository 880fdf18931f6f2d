package import Edits

/// Looks for the thresholds that give the best F0.5 on dev pairs while clean text gets few false alarms.
///
/// Kinds are fitted in turn, each with the others as they stand, until nothing changes: the sum over all of them is what counts. Kinds of
/// a category that are seldom proposed are fitted together.
package struct ThresholdSearch: Sendable {
  /// An edit that the head proposes somewhere.
  package struct Proposal: Sendable, Equatable {
    package let kind: EditKind
    package let probability: Float
    package let isRight: Bool
    /// Whether nothing is wrong with its sentence.
    package let isClean: Bool

    package init(kind: EditKind, probability: Float, isRight: Bool, isClean: Bool = false) {
      (self.kind, self.probability, self.isRight, self.isClean) = (kind, probability, isRight, isClean)
    }
  }

  package var proposals: [Proposal] = []
  /// How many tokens are wrong.
  package var wanted = 0
  /// Of all texts.
  package var words = 0
  /// How many false alarms each is worth a wrong correction in a wrong sentence: clean text is what people mostly have.
  package var cleanWeight = 1.0
  /// Fewer proposals than these say nothing about a kind, nor about kinds together, which then have the threshold of the others.
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
  /// O(groups · steps) after a pass over the proposals.
  package func thresholds() -> EditThresholds {
    let groups = self.groups()
    let tables = groups.map { table($0.proposals) }
    let all = table(proposals)
    let common = Self.steps.indices.max { f(all[$0]) < f(all[$1]) } ?? 0
    var chosen = groups.map { _ in common }
    let fitted = groups.indices.filter { groups[$0].proposals.count >= minimum }
    for _ in 0..<6 {
      let before = chosen
      for group in fitted {
        let rest = sum(tables, chosen, without: group)
        chosen[group] = Self.steps.indices.max { f(tables[group][$0], rest) < f(tables[group][$1], rest) } ?? common
      }
      if chosen == before { break }
    }
    let own = fitted.flatMap { group in groups[group].kinds.map { ($0, Self.steps[chosen[group]]) } }
    return EditThresholds(byKind: Dictionary(uniqueKeysWithValues: own), other: Self.steps[common])
  }

  /// The kinds that are fitted together, with their proposals, in a fixed order.
  private func groups() -> [(kinds: [EditKind], proposals: [Proposal])] {
    let byKind = Dictionary(grouping: proposals, by: \.kind)
    return EditCategory.allCases.flatMap { category in
      let kinds = EditKind.all(category)
      let frequent = kinds.filter { byKind[$0]?.count ?? 0 >= minimum }
      let rare = kinds.filter { !frequent.contains($0) }
      return (frequent.map { [$0] } + [rare]).map { kinds in (kinds, kinds.flatMap { byKind[$0] ?? [] }) }
    }
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

  private func sum(_ tables: [[Counts]], _ chosen: [Int], without left: Int) -> Counts {
    tables.indices.reduce(into: Counts()) { sum, group in
      guard group != left else { return }
      let counts = tables[group][chosen[group]]
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
