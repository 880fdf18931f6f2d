package import Documents
package import Inference
import Models
import Store
import Text

/// What the model's heads say about sentences: out of the cache where it is known, by one model pass for all heads where it is not.
///
/// Safe to call from any task. A sentence's result is kept for each head by itself, beside the sentence's vector, under the fingerprints of
/// the backbone and of that head: another head that comes, goes or changes costs the others nothing. Two callers that miss the same
/// sentence at the same moment share one pass, also one that wants its vector alone. Heads that look at neighbours
/// (`AnnotationHead.seesNeighbours`) are kept under the sentences of their passage, see `annotations(of:heads:lane:)`.
package final class Annotator: Sendable {
  /// Those of the bundle, sorted by name.
  private let bundleHeads: [AnnotationHead]
  let engine: InferenceEngine
  let cache: SentenceCache
  let vectors: SentenceVectors
  private let vectorKind: ResultKind
  private let byName: [String: AnnotationHead]
  /// Shared with those who want vectors alone: every pass computes the vector, so its key names a sentence in flight.
  private let inFlight: ResultsInFlight

  /// - Parameter vectors: whose cache and engine are used.
  package init(vectors: SentenceVectors) {
    self.vectors = vectors
    engine = vectors.engine
    cache = vectors.cache
    vectorKind = vectors.kind
    inFlight = vectors.inFlight
    let model = engine.encoder.model
    let heads = model.heads.keys.sorted().compactMap { AnnotationHead($0, of: model) }
    bundleHeads = heads
    byName = Dictionary(uniqueKeysWithValues: heads.map { ($0.name, $0) })
  }

  /// The heads that can be asked now, of the bundle and taught, sorted by name.
  package var heads: [AnnotationHead] {
    let taught = engine.encoder.taughtHeads.map { AnnotationHead($0, of: engine.encoder.model) }
    return taught.isEmpty ? bundleHeads : (bundleHeads + taught).sorted { $0.name < $1.name }
  }

  /// The head with this name; nil when there is none, neither in the bundle nor taught.
  package func head(_ name: String) -> AnnotationHead? {
    byName[name] ?? engine.encoder.taughtHead(name).map { AnnotationHead($0, of: engine.encoder.model) }
  }

  /// The names among `names` that can be asked, in their order.
  package func known(_ names: [String]) -> [String] { names.filter { head($0) != nil } }

  /// What is known about sentences without the model, in their order: by head, nil for a sentence of which something is missing.
  ///
  /// Synchronous; may read the database. Ranges are bytes of the sentences' text. Heads that the model lacks, or that see neighbours, are
  /// left out.
  package func cached(_ sentences: [Sentence], heads names: [String]) -> [[String: Annotation]?] {
    let heads = sentenceHeads(names)
    let keys = sentences.flatMap { sentence in heads.map { CacheKey(content: sentence.hash, kind: $0.results) } }
    let values = cache.values(for: keys)
    return sentences.indices.map { index in
      var found: [String: Annotation] = [:]
      for (place, head) in heads.enumerated() {
        guard let annotation = decode(values[index * heads.count + place], head) else { return nil }
        found[head.name] = annotation
      }
      return found
    }
  }

  /// What heads say about sentences that lie in no document, in their order; what is missing is computed and stored.
  ///
  /// Ranges are bytes of the sentences' text.
  ///
  /// - Throws: `CancellationError`; the engine's error when the model cannot run, or lacks a head (`head-unknown`).
  package func annotations(
    ofSentences sentences: [Sentence], heads names: [String], lane: Lane
  ) async throws -> [[String: Annotation]] {
    try engine.encoder.check(heads: names)
    var found: [[String: Annotation]] = []
    // By parts, so that the cache need not hold a whole book.
    for start in stride(from: 0, to: sentences.count, by: Self.chunkSize) {
      let part = Array(sentences[start..<min(start + Self.chunkSize, sentences.count)])
      try await prepare(part, heads: names, lane: lane)
      found += cached(part, heads: names).map { $0 ?? [:] }
    }
    return found
  }

  /// Computes and stores what is missing of the sentences' vectors and of what `heads` say about them, in one pass for all.
  ///
  /// Stored after each few sentences, so that work which is cancelled half way is not lost. Heads that the model lacks, or that see
  /// neighbours, are left out.
  ///
  /// - Parameter corrector: gets what the grammar head says of sentences that need a pass, so that they need no second one.
  /// - Throws: `CancellationError`; the engine's error when the model cannot run.
  package func prepare(
    _ sentences: [Sentence], heads names: [String], corrector: GrammarCorrector? = nil, lane: Lane
  ) async throws {
    let heads = sentenceHeads(names)
    var seen: Set<ContentHash> = []
    var missing = incomplete(sentences.filter { seen.insert($0.hash).inserted }, heads)
    while !missing.isEmpty {
      let computed = try await computeChunks(missing, heads, corrector, lane: lane)
      // What somebody else was computing and gave up, or was computing for other heads, is still missing.
      missing = incomplete(missing.filter { !computed.contains($0.hash) }, heads)
    }
  }

  /// Sentences that go to the engine at once: enough to fill its batches, few enough to stop soon after a cancellation.
  private static let chunkSize = 64

  /// Chunks on their way at a time: while the model looks at one, the next is divided into tokens and the last one is stored.
  private static let chunksAtOnce = 2

  private func computeChunks(
    _ sentences: [Sentence], _ heads: [AnnotationHead], _ corrector: GrammarCorrector?, lane: Lane
  ) async throws -> Set<ContentHash> {
    try await withThrowingTaskGroup(of: [ContentHash].self) { group in
      var computed: Set<ContentHash> = []
      for (number, start) in stride(from: 0, to: sentences.count, by: Self.chunkSize).enumerated() {
        if number >= Self.chunksAtOnce { computed.formUnion(try await group.next() ?? []) }
        let chunk = Array(sentences[start..<min(start + Self.chunkSize, sentences.count)])
        group.addTask { try await self.compute(chunk, heads, corrector, lane: lane) }
      }
      for try await done in group { computed.formUnion(done) }
      return computed
    }
  }

  /// Computes sentences, but for those that others are computing right now; these are waited for.
  ///
  /// - Returns: the sentences that were computed here or known already.
  private func compute(
    _ sentences: [Sentence], _ heads: [AnnotationHead], _ corrector: GrammarCorrector?, lane: Lane
  ) async throws -> [ContentHash] {
    let keys = sentences.map { CacheKey(content: $0.hash, kind: vectorKind) }
    let claim = inFlight.claim(Array(keys.indices)[...], of: keys)
    do {
      defer { inFlight.end(claim.flight, claim.own, of: keys) }
      // Between the look into the cache and the claim somebody may have finished.
      let own = incomplete(claim.own.map { sentences[$0] }, heads)
      let wanted = heads.filter { head in own.contains { cache.value(for: key($0, head)) == nil } }
      let texts = own.map(\.text)
      // A corrector with a model of its own needs a pass of its own.
      let riding = corrector.flatMap { $0.engine === engine && $0.isKnown(texts).contains(false) ? $0 : nil }
      let names = wanted.map(\.name) + (riding.map { [$0.head] } ?? [])
      let found = try await engine.analyse(texts, heads: names, lane: lane)
      store(found, of: own, wanted)
      riding?.keep(found, of: texts)
    }
    for flight in claim.others.values { await flight.wait() }
    try Task.checkCancellation()
    return claim.own.map { sentences[$0].hash }
  }

  private func store(_ found: [SentenceAnalysis], of sentences: [Sentence], _ heads: [AnnotationHead]) {
    let vectorKeys = sentences.map { CacheKey(content: $0.hash, kind: vectorKind) }
    var results: [(key: CacheKey, value: [UInt8])] = []
    for ((sentence, analysis), known) in zip(zip(sentences, found), zip(vectorKeys, cache.values(for: vectorKeys))) {
      if known.1 == nil { results.append((known.0, HalfPrecision.encode(analysis.vector))) }
      for head in heads {
        guard let output = analysis.outputs[head.name], let bytes = encode(output, head) else { continue }
        results.append((key(sentence, head), bytes))
      }
    }
    cache.insert(results)
  }

  /// The sentences whose vector or annotation by one of `heads` is not known.
  private func incomplete(_ sentences: [Sentence], _ heads: [AnnotationHead]) -> [Sentence] {
    let kinds = heads.map(\.results) + [vectorKind]
    let known = cache.values(
      for: sentences.flatMap { sentence in kinds.map { CacheKey(content: sentence.hash, kind: $0) } })
    return sentences.indices.filter { index in
      known[index * kinds.count..<(index + 1) * kinds.count].contains { $0 == nil }
    }.map { sentences[$0] }
  }

  private func sentenceHeads(_ names: [String]) -> [AnnotationHead] {
    names.compactMap { head($0) }.filter { !$0.seesNeighbours }
  }

  private func key(_ sentence: Sentence, _ head: AnnotationHead) -> CacheKey {
    CacheKey(content: sentence.hash, kind: head.results)
  }

  func decode(_ bytes: [UInt8]?, _ head: AnnotationHead) -> Annotation? {
    bytes.flatMap { AnnotationCodec(head).decode($0) }
  }
  func encode(_ output: HeadOutput, _ head: AnnotationHead) -> [UInt8]? { AnnotationCodec(head).encode(output) }
}
