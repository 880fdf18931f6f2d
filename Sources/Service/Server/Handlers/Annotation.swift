import Documents
import Features
import Inference
import JSON
import JSONRPC
import LSP
import Text

/// What the model's heads say about documents and texts.
let annotationRequests = [
  RequestHandler(AnnotateRequest.self) { params, context in try await context.session.annotate(params, context) }
]

extension Session {
  fileprivate func annotate(_ params: AnnotateParams, _ context: RequestContext) async throws -> AnnotateResult {
    let (snapshot, version) = try snapshot(params.source, context)
    let annotator = try await server.workbench.annotator()
    let names = params.kinds ?? annotator.usualHeads
    for name in names where annotator.head(name) == nil {
      throw ServerError.unknownHead(name, known: annotator.heads.map(\.name))
    }
    let found = try await annotator.annotations(of: snapshot, heads: names, lane: .background)
    let heads = names.compactMap(annotator.head)
    var cursor = PositionCursor(snapshot.rope, encoding)
    return AnnotateResult(
      version: version,
      kinds: heads.map { AnnotateResult.Kind(name: $0.name, says: $0.kind.word, labels: $0.labels) },
      sentences: found.map { sentence($0, heads, snapshot, &cursor) })
  }

  private func sentence(
    _ found: SentenceAnnotations, _ heads: [AnnotationHead], _ snapshot: DocumentSnapshot,
    _ cursor: inout PositionCursor
  ) -> AnnotateResult.Sentence {
    let bytes = snapshot.sourceRange(ofSentence: found.sentence)
    let range = cursor.range(of: bytes)
    let values = heads.map { head in (kind: head.name, value: found[head.name].map { value($0, head, &cursor) }) }
    return AnnotateResult.Sentence(range: range, bytes: bytes, annotations: values)
  }

  private func value(
    _ annotation: Annotation, _ head: AnnotationHead, _ cursor: inout PositionCursor
  ) -> AnnotateResult.Value {
    switch annotation {
    case .spans(let ranges), .words(let ranges):
      return .marks(
        ranges.map {
          AnnotateResult.Mark(
            label: $0.label, range: cursor.range(of: $0.range), bytes: $0.range, confidence: Double($0.confidence))
        })
    case .classes(let scores, let chosen):
      return .labels(
        chosen.map { label in (label, head.labels.firstIndex(of: label).map { Double(scores[$0]) } ?? 0) })
    case .salience(let score): return .score(Double(score))
    }
  }
}

extension AnnotationHead.Kind {
  /// As the protocol says it.
  fileprivate var word: String {
    switch self {
    case .spans: "spans"
    case .words: "words"
    case .classes: "labels"
    case .salience: "score"
    }
  }
}

extension ServerError {
  static func unknownHead(_ name: String, known: [String]) -> ServerError {
    ServerError(
      code: "head-unknown", message: "the model has no head \(name.prefix(60)) that annotates",
      hint: known.isEmpty
        ? "Use a bundle with heads, or train one with `stet train`." : "Use some of \(known.joined(separator: ", ")).")
  }
}
