import Documents
import Features
import Inference
import Options

/// What the model is asked about the sentences of a document.
struct AnalysisPlan: Sendable {
  /// What the options call the entities, whatever heads find them.
  static let entities = "entities"

  let extraction: EntityExtraction
  /// Heads that look at a sentence alone: one pass serves them all.
  private let sentenceHeads: [String]
  /// Heads that look at a sentence among its neighbours.
  let widerHeads: [String]

  init(_ options: Options.Annotations, annotator: Annotator) {
    extraction = EntityExtraction(
      annotator: annotator, heads: options.entityHeads, minimum: Float(options.minimumConfidence))
    let coloured = options.semanticTokens.filter { $0 != Self.entities }.compactMap { annotator.head($0) }
    sentenceHeads = Set(extraction.heads + coloured.filter { !$0.seesNeighbours }.map(\.name)).sorted()
    widerHeads = coloured.filter(\.seesNeighbours).map(\.name)
  }

  /// Computes what is missing of some sentences: vectors and heads, with them what `corrector` wants of the same pass.
  func prepare(
    _ sentences: [Int], of snapshot: DocumentSnapshot, corrector: GrammarCorrector?, lane: Lane
  ) async throws {
    try await extraction.annotator.prepare(
      sentences.map { snapshot.sentence(at: $0) }, heads: sentenceHeads, corrector: corrector, lane: lane)
  }

  /// Computes what heads that see neighbours say about a document.
  func prepareWider(_ snapshot: DocumentSnapshot) async throws {
    _ = try await extraction.annotator.annotations(of: snapshot, heads: widerHeads, lane: .background)
  }
}
