package import Documents
package import Inference
import Markup
import Store
import Support
import Text

/// Whole documents, also for heads that see a sentence among its neighbours.
extension Annotator {
  /// What heads say about every sentence of a document, in order; what is missing is computed and stored.
  ///
  /// Ranges are source bytes of the document. Heads that see neighbours read a passage at once (see `passages`); their results are kept under the
  /// hash of all its sentences, so that an edit makes only its own passage new.
  ///
  /// - Parameter names: heads of the model.
  /// - Throws: `CancellationError`; the engine's error when the model cannot run, or lacks a head (`head-unknown`).
  package func annotations(
    of snapshot: DocumentSnapshot, heads names: [String], lane: Lane
  ) async throws -> [SentenceAnnotations] {
    let sentences = Array(snapshot.sentences)
    var found = try await annotations(ofSentences: sentences, heads: names, lane: lane)
    let wide = wideHeads(names)
    if !wide.isEmpty {
      let passages = passages(of: snapshot)
      let atOnce = engine.encoder.threads * (lane == .background ? 2 : 1)
      for start in stride(from: 0, to: passages.count, by: atOnce) {
        let some = passages[start..<min(start + atOnce, passages.count)]
        let annotations = try await passageAnnotations(some.map { Array(sentences[$0]) }, wide, lane: lane)
        for (index, byHead) in zip(some.joined(), annotations.joined()) { found[index].merge(byHead) { $1 } }
      }
    }
    return found.enumerated().map { SentenceAnnotations(sentence: $0.offset, of: snapshot, byHead: $0.element) }
  }

  /// What is known about sentences of a document without the model, in their order; nil for one of which something is missing.
  ///
  /// Synchronous; may read the database. Ranges are source bytes of the document. Heads that the model lacks are left out.
  package func cached(
    of snapshot: DocumentSnapshot, sentences indices: Range<Int>, heads names: [String]
  ) -> [SentenceAnnotations?] {
    var found = cached(indices.map { snapshot.sentence(at: $0) }, heads: names)
    let wide = wideHeads(names)
    if !wide.isEmpty {
      for passage in passages(of: snapshot) where passage.overlaps(indices) {
        let known = cachedPassage(passage.map { snapshot.sentence(at: $0) }, wide)
        for index in passage where indices.contains(index) {
          let place = index - indices.lowerBound
          found[place] = known[index - passage.lowerBound].flatMap { byHead in found[place]?.merging(byHead) { $1 } }
        }
      }
    }
    return zip(indices, found).map { index, byHead in
      byHead.map { SentenceAnnotations(sentence: index, of: snapshot, byHead: $0) }
    }
  }

  /// The sentences of a document that heads look at together: what stands under one heading, in parts of about `passageLength` that begin
  /// with a block.
  ///
  /// O(blocks).
  package func passages(of snapshot: DocumentSnapshot) -> [Range<Int>] {
    var passages: [Range<Int>] = []
    var current = 0..<0
    for block in snapshot.blocks {
      if block.kind.isHeading || current.count >= Self.passageLength {
        if !current.isEmpty { passages.append(current) }
        current = block.sentences
        if block.kind.isHeading {
          if !current.isEmpty { passages.append(current) }
          current = block.sentences.upperBound..<block.sentences.upperBound
        }
      } else {
        current = (current.isEmpty ? block.sentences.lowerBound : current.lowerBound)..<block.sentences.upperBound
      }
    }
    if !current.isEmpty { passages.append(current) }
    return passages
  }

  /// Sentences after which a passage ends with its block: about what the model takes in at once.
  private static var passageLength: Int { 12 }

  private func wideHeads(_ names: [String]) -> [AnnotationHead] { names.compactMap(head).filter(\.seesNeighbours) }

  private func cachedPassage(_ sentences: [Sentence], _ heads: [AnnotationHead]) -> [[String: Annotation]?] {
    let hashes = Self.hashes(of: sentences)
    let values = cache.values(for: hashes.flatMap { hash in heads.map { CacheKey(content: hash, kind: $0.results) } })
    return sentences.indices.map { index in
      var found: [String: Annotation] = [:]
      for (place, head) in heads.enumerated() {
        guard let annotation = decode(values[index * heads.count + place], head) else { return nil }
        found[head.name] = annotation
      }
      return found
    }
  }

  /// What heads say about the sentences of some passages; those that are not known are looked at beside each other.
  private func passageAnnotations(
    _ passages: [[Sentence]], _ heads: [AnnotationHead], lane: Lane
  ) async throws -> [[[String: Annotation]]] {
    let known = passages.map { cachedPassage($0, heads) }
    var found = known.map { $0.map { $0 ?? [:] } }
    let missing = passages.indices.filter { known[$0].contains { $0 == nil } }
    guard !missing.isEmpty else { return found }
    try Task.checkCancellation()
    let outputs = try await outputs(missing.map { passages[$0] }, heads, lane: lane)
    for (passage, outputs) in zip(missing, outputs) {
      found[passage] = keep(outputs, of: passages[passage], heads)
    }
    return found
  }

  /// What heads say about the sentences of some passages, by a pass of their own or from the vectors of these sentences.
  private func outputs(
    _ passages: [[Sentence]], _ heads: [AnnotationHead], lane: Lane
  ) async throws -> [[[String: HeadOutput]]] {
    let (texts, others) = (passages.map { $0.map(\.text) }, heads.filter { !$0.readsVectors }.map(\.name))
    let readers = heads.filter(\.readsVectors).map(\.name)
    guard !readers.isEmpty else { return try await engine.analyseDocuments(texts, heads: others) }
    let known = try await vectors.vectors(of: passages.flatMap { $0 }, lane: lane)
    let found = engine.encoder.analyse(vectors: known.divided(into: passages.map(\.count)), heads: readers)
    return others.isEmpty ? found : found.merging(try await engine.analyseDocuments(texts, heads: others))
  }

  /// Stores what heads said about the sentences of a passage, and gives what a reader of the cache would get.
  private func keep(
    _ outputs: [[String: HeadOutput]], of sentences: [Sentence], _ heads: [AnnotationHead]
  ) -> [[String: Annotation]] {
    var results: [(key: CacheKey, value: [UInt8])] = []
    let found = zip(Self.hashes(of: sentences), outputs).map { hash, output in
      var found: [String: Annotation] = [:]
      for head in heads {
        guard let bytes = output[head.name].flatMap({ encode($0, head) }) else { continue }
        results.append((CacheKey(content: hash, kind: head.results), bytes))
        found[head.name] = decode(bytes, head)
      }
      return found
    }
    cache.insert(results)
    return found
  }

  /// A name for each sentence of a passage that depends on all of them and on its place.
  private static func hashes(of sentences: [Sentence]) -> [ContentHash] {
    var bytes: [UInt8] = []
    for sentence in sentences {
      for half in [sentence.hash.high, sentence.hash.low] { withUnsafeBytes(of: half.littleEndian) { bytes += $0 } }
    }
    let whole = ContentHash(bytes)
    return sentences.indices.map { index in
      ContentHash(
        [whole.high, whole.low, UInt64(index)].flatMap { half in withUnsafeBytes(of: half.littleEndian) { Array($0) } })
    }
  }
}
