/// Compares a corrected sentence with wanted corrections in the way that is kindest to it (Dahlmeier and Ng 2012, "Better evaluation for grammatical error
/// correction").
///
/// Of all shortest ways to write the differences of both sentences as edits, neighbouring ones joined over up to two unchanged tokens, it takes
/// one that has the most wanted edits and, among those, the fewest edits.
package struct MaxMatch {
  /// An edge of the lattice of edit paths.
  private struct Edge {
    var cost: Int
    /// Tokens inside that do not change.
    var unchanged: Int
  }

  /// What an edit does: tokens of the source, and the tokens that come instead.
  private struct Edit: Hashable {
    let tokens: Range<Int>
    let correction: [String]
  }

  private let source: [String]
  private let corrected: [String]
  private let maximumUnchanged = 2
  /// Nodes are numbered row by row; a row is a place in the source.
  private let width: Int
  private var edges: [Int: [Int: Edge]] = [:]
  private var order: [Int] = []

  /// How many of the edits from a source to a corrected sentence are wanted; with which wanted ones were made.
  ///
  /// O(n m) for the paths, more for the joined edits.
  package static func counts(
    source: [String], corrected: [String], gold: [GoldEdit]
  ) -> (counts: EditCounts, isMade: [Bool]) {
    let none = gold.map { _ in false }
    if source == corrected { return (EditCounts(gold: gold.count), none) }
    let edits = MaxMatch(source, corrected).edits(gold)
    let made = gold.map { edit in
      edit.corrections.contains { edits.contains(Edit(tokens: edit.tokens, correction: $0)) }
    }
    let wanted = Set(gold.flatMap { edit in edit.corrections.map { Edit(tokens: edit.tokens, correction: $0) } })
    let correct = Set(edits).intersection(wanted).count
    return (EditCounts(correct: correct, proposed: edits.count, gold: gold.count), made)
  }

  private init(_ source: [String], _ corrected: [String]) {
    (self.source, self.corrected) = (source, corrected)
    width = corrected.count + 1
    findPaths()
    joinEdits()
  }

  // MARK: The lattice

  /// All steps of the shortest edit paths.
  private mutating func findPaths() {
    let distances = self.distances()
    var (seen, stack): (Set<Int>, [Int]) = ([], [(source.count + 1) * width - 1])
    while let node = stack.popLast() {
      guard seen.insert(node).inserted else { continue }
      let (i, j) = (node / width, node % width)
      let isSame = i > 0 && j > 0 && source[i - 1] == corrected[j - 1]
      for (a, b, cost) in [(i - 1, j, 1), (i, j - 1, 1), (i - 1, j - 1, isSame ? 0 : 1)] where a >= 0 && b >= 0 {
        let before = a * width + b
        guard distances[before] + cost == distances[node] else { continue }
        edges[before, default: [:]][node] = Edge(cost: cost, unchanged: cost == 0 ? 1 : 0)
        stack.append(before)
      }
    }
    order = seen.sorted()
  }

  private func distances() -> [Int] {
    var f = [Int](repeating: 0, count: (source.count + 1) * width)
    for i in 0...source.count {
      for j in 0...corrected.count {
        let here = i * width + j
        if i == 0 {
          f[here] = j
        } else if j == 0 {
          f[here] = i
        } else {
          let step = f[here - width - 1] + (source[i - 1] == corrected[j - 1] ? 0 : 1)
          f[here] = min(f[here - width] + 1, f[here - 1] + 1, step)
        }
      }
    }
    return f
  }

  /// Adds the edits that are several steps at once.
  private mutating func joinEdits() {
    var incoming: [Int: [Int]] = [:]
    for (from, targets) in edges { for to in targets.keys { incoming[to, default: []].append(from) } }
    for node in order {
      guard let outgoing = edges[node] else { continue }
      for from in incoming[node] ?? [] {
        guard let first = edges[from]?[node] else { continue }
        for (to, second) in outgoing {
          let joined = Edge(cost: first.cost + second.cost, unchanged: first.unchanged + second.unchanged)
          guard joined.unchanged <= maximumUnchanged, joined.cost > 0 else { continue }
          if let known = edges[from]?[to] {
            if (joined.cost, joined.unchanged) < (known.cost, known.unchanged) { edges[from]?[to] = joined }
          } else {
            edges[from, default: [:]][to] = joined
            incoming[to, default: []].append(from)
          }
        }
      }
    }
  }

  // MARK: The best path

  private struct State {
    let matched: Int
    let count: Int
    let before: Int?
    let edit: Edit?
  }

  private func edits(_ gold: [GoldEdit]) -> [Edit] {
    let wanted = Set(gold.flatMap { edit in edit.corrections.map { Edit(tokens: edit.tokens, correction: $0) } })
    var best: [Int: State] = [order[0]: State(matched: 0, count: 0, before: nil, edit: nil)]
    for node in order {
      guard let state = best[node] else { continue }
      for (next, edge) in (edges[node] ?? [:]).sorted(by: { $0.key < $1.key }) {
        guard let found = step(from: node, state, to: next, edge, wanted) else { continue }
        if let known = best[next], (-known.matched, known.count) <= (-found.matched, found.count) { continue }
        best[next] = found
      }
    }
    var edits: [Edit] = []
    var state = order.last.flatMap { best[$0] }
    while let current = state, let before = current.before {
      if let edit = current.edit { edits.append(edit) }
      state = best[before]
    }
    return edits
  }

  private func step(from node: Int, _ state: State, to next: Int, _ edge: Edge, _ wanted: Set<Edit>) -> State? {
    if edge.cost == 0, edge.unchanged == 1 {
      return State(matched: state.matched, count: state.count, before: node, edit: nil)
    }
    let edit = Edit(
      tokens: node / width..<next / width, correction: Array(corrected[node % width..<next % width]))
    if source[edit.tokens].elementsEqual(edit.correction) { return nil }
    return State(
      matched: state.matched + (wanted.contains(edit) ? 1 : 0), count: state.count + 1, before: node, edit: edit)
  }
}
