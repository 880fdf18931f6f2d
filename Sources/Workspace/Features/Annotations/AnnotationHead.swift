import Heads
import Inference
import Models
import Store

/// A task head as features see it: what it says about sentences, and under what its results are kept.
package struct AnnotationHead: Sendable, Equatable {
  /// What a head says about a sentence.
  package enum Kind: Sendable {
    /// Spans with a type.
    case spans
    /// A label for every word.
    case words
    /// Labels of the whole sentence.
    case classes
    /// A number: how important the sentence is.
    case salience
  }

  /// Its name in the bundle.
  package let name: String
  package let kind: Kind
  /// The types of spans, or the labels; an `Annotation` names them.
  package let labels: [String]
  /// Whether it looks at a sentence among its neighbours.
  package let seesNeighbours: Bool
  /// Whether it reads the vectors of those, which are there already, in place of a pass of its own.
  let readsVectors: Bool
  /// What its results are kept under.
  let results: ResultKind

  /// The head `name` of a model; nil for one that needs more than sentences (questions).
  init?(_ name: String, of model: ModelBundle) {
    guard let head = model.heads[name], let fingerprint = model.resultFingerprints.heads[name] else { return nil }
    self.name = name
    seesNeighbours = [.sentences, .salience].contains(head.specification.task)
    readsVectors = head.readsVectors
    labels =
      if case .tokens(let tokens) = head, tokens.findsSpans { tokens.spanTypes } else { head.specification.labels }
    switch head {
    case .tokens(let tokens): kind = tokens.findsSpans ? .spans : .words
    case .sequence, .sentences: kind = .classes
    case .salience: kind = .salience
    case .answers, .edits: return nil
    }
    results = ResultKind(model: model.resultName(fingerprint), feature: "head-\(name)", version: 1)
  }

  /// A head that a person taught.
  init(_ taught: TaughtHead, of model: ModelBundle) {
    name = taught.name
    kind = taught.findsSpans ? .spans : .classes
    labels = taught.findsSpans ? taught.labels : taught.specification.labels
    seesNeighbours = false
    readsVectors = false
    results = ResultKind(model: model.resultName(taught.fingerprint), feature: "taught-head", version: 1)
  }
}
