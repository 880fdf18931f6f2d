/// What becomes of the labels of a data set on the way to those of a task.
package struct LabelMap: Sendable, Equatable {
  /// New names, by old name; several old names may share a new one.
  package var renamed: [String: String] = [:]
  /// Labels that do not count: their words are outside of any span, their examples are left out.
  package var dropped: Set<String> = []
  /// Labels about which nothing is learnt: their words are left out of loss and measures.
  package var ignored: Set<String> = []
  /// When it is not nil, every label that is neither here nor renamed is dropped.
  package var kept: Set<String>?

  /// A map that changes nothing.
  package init() {}

  /// What a label becomes.
  package enum Outcome: Sendable, Equatable {
    case label(String)
    case dropped
    case ignored
  }

  /// Looks a label of the file up.
  package func outcome(of label: String) -> Outcome {
    if ignored.contains(label) { return .ignored }
    if dropped.contains(label) { return .dropped }
    if let name = renamed[label] { return .label(name) }
    if let kept, !kept.contains(label) { return .dropped }
    return .label(label)
  }
}
