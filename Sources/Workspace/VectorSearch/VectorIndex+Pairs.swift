extension VectorIndex {
  /// All pairs of vectors with a score of at least `threshold`, best first; of more than `limit` the best ones.
  ///
  /// Every row is compared with every other one, four at a time against blocks that stay in the cache:
  /// O(rows² * dimension / 2). With half precision what is stored is compared.
  package func pairs(above threshold: Float, limit: Int = 100_000, threads: Int = 1) -> [VectorPair] {
    let shares = max(1, min(threads, chunks.count))
    let parts = inParallel(shares) { share in
      var heap = BoundedHeap<VectorPair>(capacity: limit)
      // Later chunks have fewer partners left: dealing them out in turn keeps the shares even.
      for first in stride(from: share, to: chunks.count, by: shares) {
        comparePairs(of: first, above: threshold, into: &heap)
      }
      return heap.elements
    }
    var merged = BoundedHeap<VectorPair>(capacity: limit)
    for part in parts { for pair in part { merged.insert(pair) } }
    return merged.sorted()
  }

  /// Compares the rows of one chunk with those that follow in it and with all later chunks.
  private func comparePairs(of first: Int, above threshold: Float, into heap: inout BoundedHeap<VectorPair>) {
    let queries = chunks[first].widened()
    let ids = chunks[first].ids
    for second in first..<chunks.count {
      let isSame = second == first
      scan(queries, ids.count, chunks: chunks[second...second]) { query, rows, others, scores in
        for (row, score) in zip(rows, scores) where score >= threshold && (!isSame || row > query) {
          let (low, high) = (min(ids[query], others[row]), max(ids[query], others[row]))
          heap.insert(VectorPair(first: low, second: high, score: score))
        }
      }
    }
  }
}
