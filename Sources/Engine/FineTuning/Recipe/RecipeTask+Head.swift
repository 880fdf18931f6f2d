import Datasets
package import Heads

extension RecipeTask {
  /// The task that measures a head on data of its own, without training.
  ///
  /// - Parameters:
  ///   - head: as a bundle has it.
  ///   - name: of the head in the bundle.
  ///   - data: what to measure on.
  package init(measuring head: HeadSpecification, name: String, on data: [RecipeData]) {
    let types = SpanTags.types(of: head.labels)
    switch head.task {
    case .tokens: self.init(name: name, kind: types.isEmpty ? .words : .spans)
    case .answers: self.init(name: name, kind: .answers)
    case .sentences: self.init(name: name, kind: .roles)
    case .salience: self.init(name: name, kind: .salience)
    case .edits: self.init(name: name, kind: .edits)
    case .sequence:
      switch head.problem {
      case .singleLabel: self.init(name: name, kind: .label)
      case .multiLabel: self.init(name: name, kind: .labels)
      case .regression: self.init(name: name, kind: .score)
      }
    }
    switch kind {
    case .spans: labels = types
    case .words, .label, .labels, .roles, .edits: labels = head.labels
    default: break
    }
    maximumAnswerTokens = head.maximumAnswerTokens
    dev = data
  }
}
