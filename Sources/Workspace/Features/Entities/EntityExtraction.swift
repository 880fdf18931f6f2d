package import Documents
package import Inference
import Store

/// Finds the named entities of whole documents, for indexes and batch commands.
///
/// Safe to use from any task.
package struct EntityExtraction: Sendable {
  /// The heads that are asked unless a person says otherwise: that of Stet's bundles, and that of a checkpoint for token classification.
  package static let usualHeads = ["entities", "token-classification"]
  /// Less confident mentions count for nothing unless a person says otherwise.
  package static let usualMinimum: Float = 0.5

  package let annotator: Annotator
  /// Those of the model; all find spans; empty when the model finds no entities.
  package let heads: [String]
  package let minimum: Float

  /// - Parameter heads: names of heads; those that the model lacks, or that find no spans, are left out.
  package init(annotator: Annotator, heads: [String] = usualHeads, minimum: Float = usualMinimum) {
    self.annotator = annotator
    self.heads = heads.filter { annotator.head($0)?.kind == .spans }
    self.minimum = minimum
    fingerprint = self.heads.compactMap { annotator.head($0)?.results.model }.joined(separator: " ")
  }

  /// Names what the entities come from: the heads and the model; empty without heads.
  package let fingerprint: String

  /// The entities of a document; what is missing is computed.
  ///
  /// - Parameter indices: the sentences that are looked at; nil for all.
  /// - Throws: as `Annotator.prepare`.
  package func entities(
    of snapshot: DocumentSnapshot, sentences indices: [Int]? = nil, lane: Lane
  ) async throws -> DocumentEntities {
    var entities = DocumentEntities()
    guard !heads.isEmpty, indices?.isEmpty != true else { return entities }
    let sentences = indices.map { $0.map { snapshot.sentence(at: $0) } } ?? Array(snapshot.sentences)
    try await annotator.prepare(sentences, heads: heads, lane: lane)
    entities.update(to: snapshot, changes: nil, only: indices, minimum: minimum, lookUp: lookUp)
    return entities
  }

  /// What is known about sentences without the model.
  package func lookUp(_ sentences: [Sentence]) -> [[String: Annotation]?] { annotator.cached(sentences, heads: heads) }
}
