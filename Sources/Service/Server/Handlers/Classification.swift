import Documents
import Features
import Heads
import Inference
import JSON
import JSONRPC
import LSP
import Text

/// Labels of documents and texts.
let classificationRequests = [
  RequestHandler(ClassifyRequest.self) { params, context in try await context.session.classify(params, context) }
]

extension Session {
  fileprivate func classify(_ params: ClassifyParams, _ context: RequestContext) async throws -> ClassifyResult {
    let unit = try params.unit.map { try ClassificationUnit(naming: $0) } ?? .document
    let (snapshot, version) = try snapshot(params.source, context)
    let classifier = try TextClassifier(engine: try await server.workbench.inference(), head: params.head)
    let texts = snapshot.texts(by: unit)
    let predictions = try await classifier.classify(texts, lane: texts.count == 1 ? .keystroke : .background)
    var cursor = PositionCursor(snapshot.rope, encoding)
    let items = zip(texts, predictions).map { text, prediction in
      item(text, prediction, classifier.specification.labels, top: params.top, range: cursor.range(of: text.range))
    }
    return ClassifyResult(version: version, head: classifier.head, items: items)
  }

  private func item(
    _ text: ClassifiableText, _ prediction: ClassPrediction, _ labels: [String], top: Int?, range: LSPRange
  ) -> ClassifyResult.Item {
    let scores = prediction.scores
    let ranked = scores.indices.sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
    return ClassifyResult.Item(
      range: range, bytes: text.range, labels: prediction.chosen.map { labels[$0] },
      scores: ranked.prefix(top ?? ranked.count).map { (labels[$0], Double(scores[$0])) })
  }
}

extension ClassificationUnit {
  /// - Throws: `ResponseError` `InvalidParams` for anything but a unit's name.
  fileprivate init(naming name: String) throws {
    guard let unit = ClassificationUnit(rawValue: name) else {
      let known = ClassificationUnit.allCases.map(\.rawValue).joined(separator: ", ")
      throw ResponseError(.invalidParams, "by must be one of \(known)")
    }
    self = unit
  }
}
