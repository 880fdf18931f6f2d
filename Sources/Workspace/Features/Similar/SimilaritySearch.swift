package import Store
import Synchronization
import VectorSearch

/// A passage that was found, and how close it is.
package struct SimilarPassage: Sendable, Equatable {
  package let document: IndexedDocument
  package let passage: IndexedPassage
  /// Cosine similarity, -1 to 1.
  package let score: Float
}

/// Two passages that say nearly the same.
package struct DuplicatePair: Sendable, Equatable {
  package let first: SimilarPassage
  package let second: SimilarPassage
  /// Below it paragraphs on one subject begin to look like duplicates.
  package static let usualMinimumScore: Float = 0.9

  /// Cosine similarity of the two.
  package var score: Float { second.score }
}

/// Search over the passages of one index: of up to 20,000 passages exact, of more nearly so (VectorSearch/README.md says
/// what was measured).
///
/// An immutable picture of the index at the moment of `init`; make a new one after the index has changed.
package final class SimilaritySearch: Sendable {
  private let index: DocumentIndex
  private let vectors: PassageCandidates

  /// Passages up to which all vectors are held in memory and compared: 15 MB and a millisecond a search with 384 numbers.
  package static let exactLimit = 20_000

  /// Prepares the passages of `index`; beyond `exactLimit` a file of codes beside it grows by those that are new.
  ///
  /// - Throws: the store's error; `SupportError` where the codes cannot be written.
  package init(index: DocumentIndex, exactLimit: Int = SimilaritySearch.exactLimit) throws {
    self.index = index
    vectors = try PassageCandidates(of: index, exactLimit: exactLimit)
  }

  /// How many passages can be found.
  package var count: Int { vectors.count }

  /// The passages closest to `vector`, best first.
  ///
  /// - Parameter excluding: paths of documents that are not wanted, such as the one that asks.
  package func passages(
    near vector: [Float], count: Int, minimumScore: Float = -1, excluding: Set<String> = []
  ) throws -> [SimilarPassage] {
    let excludedIDs = try Set(excluding.flatMap { try index.passageIDs(path: $0) })
    let hits = try vectors.search(vector, k: count, excluding: excludedIDs).filter { $0.score >= minimumScore }
    let rows = try index.passages(hits.map(\.id))
    return zip(hits, rows).compactMap { hit, row in
      row.map { SimilarPassage(document: $0.document, passage: $0.passage, score: min(hit.score, 1)) }
    }
  }

  /// The documents closest to a document given by the vectors of its passages, best first, each with its best passage.
  ///
  /// Every passage of the query votes for the best matching passage of each document; a document's score is the mean of
  /// its votes, weighted by nothing, over the query's passages, so that a document must match throughout to lead.
  package func documents(
    near passages: [[Float]], count: Int, minimumScore: Float = -1, excluding: Set<String> = []
  ) throws -> [SimilarPassage] {
    guard !passages.isEmpty else { return [] }
    var votes: [String: (total: Float, best: SimilarPassage)] = [:]
    for vector in passages {
      var seen: Set<String> = []
      for hit in try self.passages(near: vector, count: Self.votesPerPassage, excluding: excluding)
      where seen.insert(hit.document.path).inserted {
        let old = votes[hit.document.path]
        let best = old.map { $0.best.score >= hit.score ? $0.best : hit } ?? hit
        votes[hit.document.path] = ((old?.total ?? 0) + hit.score, best)
      }
    }
    let ranked = votes.values.map { vote in
      SimilarPassage(
        document: vote.best.document, passage: vote.best.passage, score: vote.total / Float(passages.count))
    }
    let kept = ranked.filter { $0.score >= minimumScore }
    return Array(kept.sorted { ($0.score, $1.document.path) > ($1.score, $0.document.path) }.prefix(count))
  }

  /// Pairs of passages that say nearly the same, best first.
  package func duplicates(minimumScore: Float) throws -> [DuplicatePair] {
    let pairs = try vectors.loaded().pairs(above: minimumScore)
    let rows = try index.passages(pairs.flatMap { [$0.first, $0.second] })
    return pairs.indices.compactMap { position in
      guard let first = rows[2 * position], let second = rows[2 * position + 1] else { return nil }
      let score = min(pairs[position].score, 1)
      return DuplicatePair(
        first: SimilarPassage(document: first.document, passage: first.passage, score: score),
        second: SimilarPassage(document: second.document, passage: second.passage, score: score))
    }
  }

  /// Candidates that one passage of a query looks at; more would only add documents that match in one place.
  private static let votesPerPassage = 50
}
