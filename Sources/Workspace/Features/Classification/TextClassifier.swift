package import Heads
package import Inference

/// Gives texts the labels of one head of the model.
///
/// Safe to use from any task.
package struct TextClassifier: Sendable {
  /// The head's name.
  package let head: String
  /// Its labels, and whether exactly one of them holds.
  package let specification: HeadSpecification
  private let engine: InferenceEngine

  /// A classifier by a head for texts or for sentences.
  ///
  /// - Parameter head: nil for the model's only one, or else `sentiment`.
  /// - Throws: `InferenceError` `head-unknown` or `head-unfit`; both name the heads that classify.
  package init(engine: InferenceEngine, head: String? = nil) throws {
    self.engine = engine
    (self.head, specification) = try engine.encoder.classificationHead(head)
  }

  /// What the head says about each text, in order.
  ///
  /// A text that is too long for the model is divided between sentences; its scores are the mean of its parts', weighted by their length. A
  /// head of sentences sees the texts as the neighbours of each other.
  ///
  /// - Throws: `CancellationError`; the engine's errors.
  package func classify(_ texts: [ClassifiableText], lane: Lane) async throws -> [ClassPrediction] {
    let parts = texts.map { divided($0) }
    let flat = parts.flatMap { $0 }
    let predictions = try await specification.task == .sentences ? sentences(flat) : sequences(flat, lane)
    var next = 0
    return parts.map { parts in
      defer { next += parts.count }
      return merged(Array(predictions[next..<next + parts.count]), weights: parts.map { Float(max(1, $0.count)) })
    }
  }

  // MARK: Passes

  /// Texts that go to the engine at once: few enough to stop soon after a cancellation.
  private static let chunkSize = 256

  private func sequences(_ texts: [[UInt8]], _ lane: Lane) async throws -> [ClassPrediction] {
    var predictions: [ClassPrediction] = []
    for start in stride(from: 0, to: texts.count, by: Self.chunkSize) {
      let chunk = Array(texts[start..<min(start + Self.chunkSize, texts.count)])
      predictions += try await engine.analyse(chunk, heads: [head], vectors: false, lane: lane).map {
        prediction($0.outputs)
      }
    }
    return predictions
  }

  private func sentences(_ texts: [[UInt8]]) async throws -> [ClassPrediction] {
    var predictions: [ClassPrediction] = []
    for start in stride(from: 0, to: texts.count, by: Self.chunkSize) {
      try Task.checkCancellation()
      let chunk = Array(texts[start..<min(start + Self.chunkSize, texts.count)])
      predictions += try await engine.analyseDocument(chunk, heads: [head]).map(prediction)
    }
    return predictions
  }

  private func prediction(_ outputs: [String: HeadOutput]) -> ClassPrediction {
    if case .classes(let prediction)? = outputs[head] { return prediction }
    return ClassPrediction(scores: specification.labels.map { _ in 0 }, of: specification)
  }

  // MARK: Long texts

  /// Bytes of a text that surely fit into any model.
  private static let shortText = 64

  /// The text, or as few parts as fit into the model where it has joints.
  private func divided(_ text: ClassifiableText) -> [[UInt8]] {
    guard !text.joints.isEmpty, text.text.count > Self.shortText else { return [text.text] }
    let special = engine.encoder.tokenize([]).count
    let room = engine.encoder.maximumTokens - special
    var parts: [[UInt8]] = []
    var (start, end, used) = (0, 0, 0)
    for next in text.joints + [text.text.count] {
      let count = engine.encoder.tokenize(Array(text.text[end..<next])).count - special
      if end > start, used + count > room {
        parts.append(Array(text.text[start..<end]))
        (start, used) = (end, 0)
      }
      (end, used) = (next, used + count)
    }
    return parts + [Array(text.text[start..<end])]
  }

  private func merged(_ predictions: [ClassPrediction], weights: [Float]) -> ClassPrediction {
    guard predictions.count > 1 else { return predictions.first ?? ClassPrediction(scores: [], of: specification) }
    let total = weights.reduce(0, +)
    let scores = specification.labels.indices.map { label in
      zip(predictions, weights).reduce(Float(0)) { $0 + $1.0.scores[label] * $1.1 } / total
    }
    return ClassPrediction(scores: scores, of: specification)
  }
}
