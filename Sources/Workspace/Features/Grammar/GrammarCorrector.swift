import Documents
import Edits
package import Heads
package import Inference
import Models
package import Store
import Text

/// Corrections of sentences by the model's grammar head: tagged, changed, and looked at again, three times at most.
///
/// Safe to call from any task. What the head says about a sentence is kept under the head's fingerprint, also of sentences that only stood
/// between two passes; findings are made of it anew each time, so that thresholds may change without a model pass.
package final class GrammarCorrector: Sendable {
  /// The name of the head in bundles.
  package static let headName = "grammar"
  /// What the head of a checkpoint is called, which has one alone.
  private static let checkpointHeadName = HeadSpecification.Task.edits.rawValue
  /// How often a sentence is looked at.
  private static let passes = 3
  /// Sentences that go to the engine at once.
  private static let chunkSize = 64
  /// Sentences of which the edits are worth a processor's attention.
  private static let grain = 64
  /// Such parts of a text that are on their way at a time.
  private static let partsAtOnce = 3

  /// What is asked before a change is made; nil for nobody.
  package let verifier: (any EditVerifier)?
  /// How the edits of the head are chosen.
  package let selection: EditSelection
  let engine: InferenceEngine
  private let cache: SentenceCache?
  /// The head's name in the bundle.
  let head: String
  let kind: ResultKind
  /// Findings of sentences that somebody has asked for.
  let memo = FindingMemo()
  /// Proposes a word for one that the head calls misspelt.
  private let spelling: @Sendable (String) -> String?

  /// A corrector with the head of this name; nil where the model has none that proposes edits.
  ///
  /// - Parameters:
  ///   - cache: nil to compute everything.
  ///   - head: its name; nil for the one that bundles or checkpoints have.
  ///   - thresholds: nil for those of the bundle.
  ///   - spelling: nil from it leaves a misspelt word as it is.
  package init?(
    engine: InferenceEngine, cache: SentenceCache?, head name: String? = nil, thresholds: EditThresholds? = nil,
    verifier: (any EditVerifier)? = nil, spelling: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    let model = engine.encoder.model
    let head = name ?? (model.heads[Self.headName] == nil ? Self.checkpointHeadName : Self.headName)
    guard case .edits(let edits)? = model.heads[head], let fingerprint = model.resultFingerprints.heads[head] else {
      return nil
    }
    (self.engine, self.cache, self.head, self.verifier, self.spelling) = (engine, cache, head, verifier, spelling)
    selection = EditSelection(
      labels: edits.specification.labels, thresholds: thresholds ?? EditThresholds(edits.specification))
    kind = ResultKind(model: model.resultName(fingerprint), feature: "edits-\(head)", version: 1)
  }

  /// The findings of sentences, in their order; ranges are bytes of each text.
  ///
  /// Also those that only a document with many mistakes is shown: see `GrammarFinding.shortfall`.
  ///
  /// - Parameter masks: for each text the bytes that nobody may touch (names, code, quotations), sorted; nil for none.
  /// - Throws: `CancellationError`; the engine's error when the model cannot run.
  package func findings(
    in texts: [[UInt8]], masks: [[Range<Int>]]? = nil, lane: Lane
  ) async throws -> [[GrammarFinding]] {
    try await outcomes(of: texts, lane: lane).enumerated().map { index, outcome in
      let masked = masks?[index] ?? []
      return outcome.findings.filter { finding in !masked.contains { Self.touches($0, finding.bytes) } }
    }
  }

  /// Sentences with all their corrections, in order.
  ///
  /// - Throws: as `findings`.
  package func corrections(of texts: [[UInt8]], lane: Lane) async throws -> [Correction] {
    try await outcomes(of: texts, lane: lane).map(\.sure)
  }

  private func outcomes(of texts: [[UInt8]], lane: Lane) async throws -> [CorrectionOutcome] {
    var outcomes = texts.map { CorrectionOutcome(Correction(EditableText($0))) }
    var open = Array(outcomes.indices)
    for _ in 0..<Self.passes where !open.isEmpty {
      let predictions = try await predictions(for: open.map { outcomes[$0].sure.current.bytes }, lane: lane)
      // Words that are spelt wrong are looked for in the whole lexicon.
      let taken = zip(open, predictions).map { (outcomes[$0], $1) }.parallelMap(grain: Self.grain) {
        outcome, prediction in
        var outcome = outcome
        let isChanged = outcome.take(prediction, by: selection, spelling: spelling)
        return (outcome, isChanged)
      }
      for (index, (outcome, _)) in zip(open, taken) { outcomes[index] = outcome }
      open = zip(open, taken).compactMap { $1.1 ? $0 : nil }
    }
    return try await verified(outcomes)
  }

  /// What the head says about each token of texts: out of the cache where it is known.
  ///
  /// - Throws: as `findings`.
  package func predictions(for texts: [[UInt8]], lane: Lane) async throws -> [[EditPrediction?]] {
    let keys = texts.map { key($0) }
    let known = cache?.values(for: keys) ?? keys.map { _ in nil }
    var found = known.map { $0.flatMap { EditPredictionCodec.decode($0) } }
    let missing = found.indices.filter { found[$0] == nil }
    let parts = stride(from: 0, to: missing.count, by: Self.chunkSize).map {
      Array(missing[$0..<min($0 + Self.chunkSize, missing.count)])
    }
    try await withThrowingTaskGroup(of: [(Int, [EditPrediction?])].self) { group in
      // While the model looks at one part, the next one is divided into tokens.
      for (number, part) in parts.enumerated() {
        if number >= Self.partsAtOnce {
          for (index, prediction) in try await group.next() ?? [] { found[index] = prediction }
        }
        group.addTask { [self] in Array(zip(part, try await ask(part.map { texts[$0] }, lane: lane))) }
      }
      for try await done in group { for (index, prediction) in done { found[index] = prediction } }
    }
    return found.map { $0 ?? [] }
  }

  /// What the head says about each token of texts, in a model pass.
  private func ask(_ texts: [[UInt8]], lane: Lane) async throws -> [[EditPrediction?]] {
    let outputs = try await engine.analyse(texts, heads: [head], vectors: false, lane: lane)
    return keep(outputs, of: texts).map { $0.flatMap { EditPredictionCodec.decode($0) } ?? [] }
  }

  /// Stores what the head said of texts in a model pass that was made anyway.
  ///
  /// - Returns: what the cache has now of each text.
  @discardableResult
  func keep(_ outputs: [SentenceAnalysis], of texts: [[UInt8]]) -> [[UInt8]?] {
    let encoded = outputs.map { analysis -> [UInt8]? in
      guard case .edits(let predictions)? = analysis.outputs[head] else { return nil }
      return EditPredictionCodec.encode(predictions)
    }
    cache?.insert(zip(texts, encoded).compactMap { text, bytes in bytes.map { (key(text), $0) } })
    return encoded
  }

  /// Whether the head has looked at each of `texts`.
  func isKnown(_ texts: [[UInt8]]) -> [Bool] {
    cache?.values(for: texts.map { key($0) }).map { $0 != nil } ?? texts.map { _ in false }
  }

  private func key(_ text: [UInt8]) -> CacheKey { CacheKey(content: Sentence.hash(text), kind: kind) }

  /// Leaves the sentences as they were whose correction the verifier does not like better.
  private func verified(_ outcomes: [CorrectionOutcome]) async throws -> [CorrectionOutcome] {
    guard let verifier else { return outcomes }
    let changed = outcomes.indices.filter { !outcomes[$0].sure.revision.changes.isEmpty }
    let preferences = try await verifier.preferences(
      changed.map { (outcomes[$0].sure.revision.original.bytes, outcomes[$0].sure.current.bytes) })
    var result = outcomes
    for (index, preference) in zip(changed, preferences) where preference < 0 {
      result[index] = CorrectionOutcome(Correction(outcomes[index].sure.revision.original))
    }
    return result
  }

  private static func touches(_ mask: Range<Int>, _ range: Range<Int>) -> Bool {
    range.isEmpty ? mask.contains(range.lowerBound) && mask.lowerBound < range.lowerBound : mask.overlaps(range)
  }
}
