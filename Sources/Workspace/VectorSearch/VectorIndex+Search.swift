import Dispatch
import Synchronization

extension VectorIndex {
  /// Rows that are scored before their scores are looked at: with their scores they stay in the second-level cache.
  static let block = 128
  /// Queries that one kernel call scores.
  static let group = 4

  /// The `k` best matches of a query, best first; O(rows * dimension).
  ///
  /// - Parameters:
  ///   - threads: how many threads share the rows; the calling thread is one of them and waits for the others.
  ///   - filter: says which ids may be found; called once for each row that is good enough, on any of the threads.
  /// - Returns: fewer than `k` matches when there are no more; none for a query with a number that is not finite.
  /// - Throws: `VectorSearchError` when the query has another dimension.
  package func search(
    _ query: [Float], k: Int, threads: Int = 1, filter: (@Sendable (Int64) -> Bool)? = nil
  ) throws -> [VectorMatch] {
    try search([query], k: k, threads: threads, filter: filter)[0]
  }

  /// The `k` best matches of each query; several queries share every row that is read, four at a time.
  package func search(
    _ queries: [[Float]], k: Int, threads: Int = 1, filter: (@Sendable (Int64) -> Bool)? = nil
  ) throws -> [[VectorMatch]] {
    for query in queries where query.count != dimension {
      throw VectorSearchError.dimension(query.count, expected: dimension)
    }
    guard k > 0, !queries.isEmpty else { return queries.map { _ in [] } }
    let packed = queries.flatMap { $0 }
    let shares = max(1, min(threads, chunks.count))
    let parts = inParallel(shares) { share in
      var heaps = queries.map { _ in BoundedHeap<VectorMatch>(capacity: min(k, count)) }
      let range = chunks.count * share / shares..<chunks.count * (share + 1) / shares
      scan(packed, queries.count, chunks: chunks[range]) { query, rows, ids, scores in
        var floor = heaps[query].threshold?.score ?? -.infinity
        for (index, score) in scores.enumerated() where score >= floor && score.isFinite {
          let match = VectorMatch(id: ids[rows.lowerBound + index], score: score)
          if let worst = heaps[query].threshold, match < worst { continue }
          guard filter?(match.id) ?? true else { continue }
          heaps[query].insert(match)
          floor = heaps[query].threshold?.score ?? -.infinity
        }
      }
      return heaps
    }
    return queries.indices.map { query in
      var merged = BoundedHeap<VectorMatch>(capacity: min(k, count))
      for part in parts { for match in part[query].elements { merged.insert(match) } }
      return merged.sorted()
    }
  }

  /// What is done with a block of scores: the query's number, the rows in their chunk, the chunk's ids, the scores.
  typealias Visit = (Int, Range<Int>, [Int64], UnsafeBufferPointer<Float>) -> Void

  /// Scores queries, one after the other in memory, with all rows of some chunks, and hands the scores out by blocks.
  func scan(_ queries: [Float], _ queryCount: Int, chunks: ArraySlice<VectorChunk>, _ visit: Visit) {
    var scores = [Float](repeating: 0, count: Self.group * Self.block)
    queries.withUnsafeBufferPointer { queries in
      scores.withUnsafeMutableBufferPointer { scores in
        guard let base = queries.baseAddress, let target = scores.baseAddress else { return }
        for chunk in chunks {
          for start in stride(from: 0, to: chunk.count, by: Self.block) {
            let rows = start..<min(start + Self.block, chunk.count)
            for first in stride(from: 0, to: queryCount, by: Self.group) {
              let group = min(Self.group, queryCount - first)
              chunk.score(base + first * dimension, count: group, rows: rows, into: target, ld: Self.block)
              for query in 0..<group {
                let own = UnsafeBufferPointer(start: target + query * Self.block, count: rows.count)
                visit(first + query, rows, chunk.ids, own)
              }
            }
          }
        }
      }
    }
  }

  /// The results of `body` for each share of the work, in no particular order; each share on a thread of its own.
  func inParallel<Part: Sendable>(_ shares: Int, _ body: @Sendable (Int) -> Part) -> [Part] {
    guard shares > 1 else { return [body(0)] }
    let parts = Mutex<[Part]>([])
    DispatchQueue.concurrentPerform(iterations: shares) { share in
      let part = body(share)
      parts.withLock { $0.append(part) }
    }
    return parts.withLock { $0 }
  }
}
