package import Documents
package import Inference
import Models
package import Store
import Text

/// The vector of every sentence, computed once: out of the cache where it is known, by a model pass where it is not.
///
/// Safe to call from any task. Two callers that miss the same sentence at the same moment share one model pass.
package final class SentenceVectors: Sendable {
  /// What the results are kept under; a new version makes the old ones unreachable.
  let kind: ResultKind
  let engine: InferenceEngine
  let cache: SentenceCache
  /// Sentences whose vector is being computed, alone or with what heads say: `Annotator` claims here too.
  let inFlight = ResultsInFlight()

  package init(engine: InferenceEngine, cache: SentenceCache) {
    self.engine = engine
    self.cache = cache
    let model = engine.encoder.model
    kind = ResultKind(
      model: model.resultName(engine.encoder.vectorFingerprint), feature: "sentence-vector", version: 1)
  }

  /// Length of every vector.
  package var dimensions: Int { engine.encoder.dimensions }
  /// What an index made from these vectors is valid for.
  package var fingerprint: String { engine.encoder.vectorFingerprint }

  /// The normalised vectors of `sentences`, in their order.
  ///
  /// What is missing is computed in chunks and stored after each, so that work which is cancelled half way is not lost.
  ///
  /// - Parameter progress: Called after each chunk with the number of sentences done so far.
  /// - Throws: `CancellationError`, or the engine's error when the model cannot run.
  package func vectors(
    of sentences: [Sentence], lane: Lane, progress: (@Sendable (Int) -> Void)? = nil
  ) async throws -> [[Float]] {
    try await vectors(of: sentences.map(\.text), hashes: sentences.map(\.hash), lane: lane, progress: progress)
  }

  /// The normalised vectors of texts that lie in no document, such as queries.
  package func vectors(of texts: [[UInt8]], lane: Lane) async throws -> [[Float]] {
    try await vectors(of: texts, hashes: texts.map { Sentence.hash($0) }, lane: lane, progress: nil)
  }

  private func vectors(
    of texts: [[UInt8]], hashes: [ContentHash], lane: Lane, progress: (@Sendable (Int) -> Void)?
  ) async throws -> [[Float]] {
    let keys = hashes.map { CacheKey(content: $0, kind: kind) }
    var vectors = cached(keys)
    var missing = firstOccurrences(of: keys, where: { vectors[$0] == nil })
    while !missing.isEmpty {
      for chunk in chunks(of: missing) {
        for (index, vector) in try await computed(chunk, of: texts, keys: keys, lane: lane) { vectors[index] = vector }
        progress?(vectors.count { $0 != nil })
      }
      // What somebody else was computing and gave up is still missing.
      missing.removeAll { vectors[$0] != nil }
    }
    return filled(vectors, keys: keys)
  }

  /// Computes and stores the vectors of those `sentences` that have none yet, without unpacking the others.
  ///
  /// - Throws: as `vectors(of:lane:progress:)`.
  package func prepare(_ sentences: [Sentence], lane: Lane) async throws {
    let known = cache.values(for: sentences.map { CacheKey(content: $0.hash, kind: kind) })
    let missing = zip(sentences, known).compactMap { sentence, value in value == nil ? sentence : nil }
    if !missing.isEmpty { _ = try await vectors(of: missing, lane: lane) }
  }

  private func cached(_ keys: [CacheKey]) -> [[Float]?] {
    cache.values(for: keys).map { $0.flatMap { HalfPrecision.decode($0, count: dimensions) } }
  }

  /// Computes one chunk, but for what others are computing right now; that is waited for and taken from the cache.
  private func computed(
    _ chunk: ArraySlice<Int>, of texts: [[UInt8]], keys: [CacheKey], lane: Lane
  ) async throws -> [(Int, [Float])] {
    let claim = inFlight.claim(chunk, of: keys)
    var found: [(Int, [Float])] = []
    do {
      defer { inFlight.end(claim.flight, claim.own, of: keys) }
      // Between the look into the cache and the claim somebody may have finished.
      let known = zip(claim.own, cached(claim.own.map { keys[$0] }))
      found = known.compactMap { index, vector in vector.map { (index, $0) } }
      let unknown = known.compactMap { $1 == nil ? $0 : nil }
      let vectors = try await engine.embed(unknown.map { texts[$0] }, lane: lane)
      cache.insert(zip(unknown, vectors).map { (keys[$0], HalfPrecision.encode($1)) })
      // What a caller gets must not depend on whether it came out of the cache.
      found += zip(unknown, vectors).map { ($0, HalfPrecision.rounded($1)) }
    }
    for flight in claim.others.values { await flight.wait() }
    try Task.checkCancellation()
    let others = Array(claim.others.keys)
    return found
      + zip(others, cached(others.map { keys[$0] })).compactMap { index, vector in vector.map { (index, $0) } }
  }

  /// Sentences that go to the engine at once: enough to fill its batches, few enough to stop soon after a cancellation.
  private static let chunkSize = 64

  private func chunks(of indices: [Int]) -> [ArraySlice<Int>] {
    stride(from: 0, to: indices.count, by: Self.chunkSize).map {
      indices[$0..<min($0 + Self.chunkSize, indices.count)]
    }
  }

  private func firstOccurrences(of keys: [CacheKey], where isMissing: (Int) -> Bool) -> [Int] {
    var seen: Set<CacheKey> = []
    return keys.indices.filter { isMissing($0) && seen.insert(keys[$0]).inserted }
  }

  /// Repeats of a sentence take the vector of its first occurrence.
  private func filled(_ vectors: [[Float]?], keys: [CacheKey]) -> [[Float]] {
    var known: [CacheKey: [Float]] = [:]
    for (key, vector) in zip(keys, vectors) where vector != nil { known[key] = vector }
    return zip(keys, vectors).map { $1 ?? known[$0] ?? [Float](repeating: 0, count: dimensions) }
  }
}
