import Documents
import Inference

extension Annotator {
  /// The name of the head that says how important a sentence is.
  package static let importanceHead = "salience"

  /// How important the sentences of a document are, 0 to 1, in order; empty when the model has no head for it.
  ///
  /// - Throws: as `annotations(of:heads:lane:)`.
  func importances(of snapshot: DocumentSnapshot, lane: Lane) async throws -> [Float] {
    guard let head = head(Self.importanceHead), case .salience = head.kind else { return [] }
    return try await annotations(of: snapshot, heads: [head.name], lane: lane).map { said in
      if case .salience(let importance)? = said[head.name] { importance } else { 0 }
    }
  }

  /// The same of sentences that lie in no document, as of one passage.
  ///
  /// Nothing is kept.
  ///
  /// - Throws: the engine's error when the model cannot run.
  package func importances(ofSentences sentences: [[UInt8]]) async throws -> [Float] {
    guard let head = head(Self.importanceHead), case .salience = head.kind else { return [] }
    return try await engine.analyseDocument(sentences, heads: [head.name]).map { outputs in
      if case .salience(let importance)? = outputs[head.name] { importance } else { 0 }
    }
  }
}
