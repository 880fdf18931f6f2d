import CKernels

extension VectorCodes {
  /// The `k` best matches of a query, best first: candidates by their signs, of these the best by eight bits, and of these the best by their
  /// vectors, so that a score is exact and only a match that the signs hide is missed.
  ///
  /// O(rows * dimension / 8) bytes are read.
  ///
  /// - Parameters:
  ///   - candidates: how many vectors are ranked by eight bits; more miss less.
  ///   - isWanted: says which ids may be found; called once for each row that is good enough.
  ///   - vectors: the vectors of some ids; nil for one that is gone, which is not found.
  /// - Returns: fewer than `k` matches when there are no more; none for a query with a number that is not finite.
  /// - Throws: `VectorSearchError` when the query has another dimension; what `vectors` throws.
  package func search(
    _ query: [Float], k: Int, candidates: Int? = nil, where isWanted: ((Int64) -> Bool)? = nil,
    vectors: ([Int64]) throws -> [[Float]?]
  ) throws -> [VectorMatch] {
    guard query.count == layout.dimension else {
      throw VectorSearchError.dimension(query.count, expected: layout.dimension)
    }
    guard k > 0, count > 0, query.allSatisfy(\.isFinite) else { return [] }
    let compared = CodeQuery(query, encoder)
    var exact = min(count, 2 * min(k, count) + Self.spare)
    var ranked = min(count, candidates ?? Self.candidates(rows: count, exact: exact))
    while true {
      let ids = best(exact, of: rows(compared, limit: max(ranked, exact), where: isWanted), compared)
      let matches = zip(ids, try vectors(ids)).compactMap { id, vector in
        vector.map { VectorMatch(id: id, score: VectorMath.dot(query, $0)) }
      }
      // Where vectors are gone, or so few rows are wanted, others have to be looked for further down.
      if matches.count >= k || ids.count < exact || exact == count { return Array(matches.sorted(by: >).prefix(k)) }
      (exact, ranked) = (min(count, 8 * exact), min(count, 8 * ranked))
    }
  }

  /// Matches beyond twice those wanted whose vectors are looked at: eight bits err by less than what lies between these and the wanted ones.
  private static let spare = 44

  /// One row of 512, and of few rows more: four times what vectors of real sentences need, see README.md.
  private static func candidates(rows: Int, exact: Int) -> Int { max(2048, rows / 512, 8 * exact) }

  /// The rows whose signs agree best with the query, in their order.
  private func rows(_ query: CodeQuery, limit: Int, where isWanted: ((Int64) -> Bool)?) -> [Int] {
    let (kernels, batch, block) = (VectorEncoder.kernels, 1024, Int(stet_code_block))
    var keys = CandidateKeys(limit: limit, batch: batch)
    var sums = [UInt16](repeating: 0, count: batch)
    let isWantedRow = isWanted.map { isWanted in { (row: Int) in isWanted(self.id(ofRow: row)) } }
    for segment in 0..<layout.segments(count) {
      let first = segment * layout.segmentRows
      let rows = min(layout.segmentRows, count - first)
      for start in stride(from: 0, to: rows, by: batch) {
        let size = min(batch, rows - start)
        withPart(layout.signs + start * layout.signBytes, of: segment, as: UInt8.self) { signs in
          kernels.sums(query.tables, signs, Int64(layout.signBytes), Int64((size + block - 1) / block), &sums)
        }
        withPart(layout.factors + 4 * start, of: segment, as: Float.self) { factors in
          let threshold = keys.threshold
          keys.add(where: isWantedRow) {
            Int(kernels.select(sums, factors, Int64(size), query.offset, threshold, UInt32(first + start), $0))
          }
        }
      }
    }
    return keys.rows()
  }

  /// The ids of the rows with the best products in eight bits, at most `limit`, best first.
  private func best(_ limit: Int, of rows: [Int], _ query: CodeQuery) -> [Int64] {
    var products = [Int32](repeating: 0, count: rows.count)
    let places = rows.map { row in
      let (segment, place) = row.quotientAndRemainder(dividingBy: layout.segmentRows)
      return withPart(layout.codes + place * layout.dimension, of: segment, as: Int8.self) { Optional($0) }
    }
    VectorEncoder.kernels.products(
      query.numbers, places, Int64(rows.count), Int64(layout.dimension), &products)
    var heap = BoundedHeap<VectorMatch>(capacity: limit)
    for (row, product) in zip(rows, products) {
      let (segment, place) = row.quotientAndRemainder(dividingBy: layout.segmentRows)
      let scale = withPart(layout.scales + 4 * place, of: segment, as: Float.self) { $0.pointee }
      heap.insert(VectorMatch(id: Int64(row), score: Float(product) * scale))
    }
    return heap.sorted().map { id(ofRow: Int($0.id)) }
  }
}
