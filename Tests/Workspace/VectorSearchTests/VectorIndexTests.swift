import TestSupport
import Testing

@testable import VectorSearch

@Suite struct VectorIndexTests {
  static func vector(_ dimension: Int, _ random: inout SeededRandom) -> [Float] {
    var vector = (0..<dimension).map { _ in Float.random(in: -1...1, using: &random) }
    VectorMath.normalize(&vector)
    return vector
  }

  /// The exact answer in plain loops.
  static func nearest(_ vectors: [Int64: [Float]], _ query: [Float], k: Int) -> [Int64] {
    let scored = vectors.map { id, vector in
      (id, zip(vector, query).reduce(0.0) { $0 + Double($1.0) * Double($1.1) })
    }
    return scored.sorted { ($0.1, $1.0) > ($1.1, $0.0) }.prefix(k).map(\.0)
  }

  @Test(arguments: [(1, 9), (3, 40), (7, 300), (33, 500), (64, 257)], VectorPrecision.allCases)
  func findsWhatPlainLoopsFind(_ size: (dimension: Int, count: Int), _ precision: VectorPrecision) throws {
    var random = SeededRandom(UInt64(size.dimension))
    var index = VectorIndex(dimension: size.dimension, precision: precision)
    var stored: [Int64: [Float]] = [:]
    for id in 0..<Int64(size.count) {
      try index.insert(Self.vector(size.dimension, &random), id: id * 7)
      stored[id * 7] = index.vector(id: id * 7)
    }
    let queries = (0..<6).map { _ in Self.vector(size.dimension, &random) }
    let found = try index.search(queries, k: 5)
    for (query, matches) in zip(queries, found) {
      #expect(matches == matches.sorted(by: >) && matches.count == 5)
      // Sums in another order may swap neighbours: their exact scores have to agree.
      let expected = Self.nearest(stored, query, k: 5)
      for (match, id) in zip(matches, expected) {
        let exact = zip(stored[id]!, query).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        #expect(abs(Double(match.score) - exact) < 1e-5)
      }
      let single = try index.search(query, k: 5, threads: 3)
      #expect(zip(single, matches).allSatisfy { abs($0.score - $1.score) < 1e-5 })
    }
  }

  @Test func severalThreadsFindTheSameAcrossChunks() throws {
    var random = SeededRandom(5)
    var index = VectorIndex(dimension: 4, chunkCapacity: 300)
    var model: [Int64: [Float]] = [:]
    for id in 0..<Int64(917) {
      model[id] = Self.vector(4, &random)
      try index.insert(model[id]!, id: id)
    }
    let query = Self.vector(4, &random)
    #expect(index.chunks.count == 4)
    #expect(try index.search(query, k: 50) == index.search(query, k: 50, threads: 4))
    #expect(try index.search(query, k: 3).map(\.id) == Self.nearest(model, query, k: 3))
  }

  @Test func insertsReplacesAndRemovesLikeADictionary() throws {
    var random = SeededRandom(11)
    var index = VectorIndex(dimension: 5, chunkCapacity: 16)
    var model: [Int64: [Float]] = [:]
    for step in 0..<1500 {
      let id = Int64.random(in: 0..<80, using: &random)
      if Int.random(in: 0..<3, using: &random) == 0 {
        let (wasThere, expected) = (index.remove(id: id), model.removeValue(forKey: id) != nil)
        #expect(wasThere == expected)
      } else {
        let vector = Self.vector(5, &random)
        try index.insert(vector, id: id)
        model[id] = vector
      }
      guard step % 50 == 0 else { continue }
      #expect(index.count == model.count && Set(index.ids) == Set(model.keys))
      #expect(model.allSatisfy { index.vector(id: $0.key) == $0.value })
      let query = Self.vector(5, &random)
      #expect(try index.search(query, k: 1).map(\.id) == Self.nearest(model, query, k: 1))
    }
  }

  @Test func removalAcrossChunksKeepsTheRest() throws {
    var index = VectorIndex(dimension: 1, chunkCapacity: 16)
    let count = Int64(17)
    for id in 0..<count { try index.insert([Float(id)], id: id) }
    let snapshot = index
    index.remove(id: 0)
    #expect(index.chunks.count == 1 && index.vector(id: count - 1) == [Float(count - 1)])
    let removed = (1..<count).filter { index.remove(id: $0) }
    #expect(removed.count == Int(count) - 1)
    let isThere = index.remove(id: 1)
    #expect(index.isEmpty && index.chunks.isEmpty && !isThere)
    #expect(try index.search([1], k: 3).isEmpty)
    #expect(snapshot.count == Int(count) && snapshot.vector(id: 0) == [0])
  }

  @Test func equalScoresGoByID() throws {
    var index = VectorIndex(dimension: 2)
    for id: Int64 in [9, 3, 7, 1] { try index.insert([1, 0], id: id) }
    #expect(try index.search([1, 0], k: 3).map(\.id) == [1, 3, 7])
    #expect(try index.search([1, 0], k: 9, filter: { $0 > 3 }).map(\.id) == [7, 9])
  }

  @Test(arguments: VectorPrecision.allCases)
  func pairsAreAllThatReachTheThreshold(_ precision: VectorPrecision) throws {
    var random = SeededRandom(21)
    var index = VectorIndex(dimension: 3, precision: precision)
    for id in 0..<90 { try index.insert(Self.vector(3, &random), id: Int64(id)) }
    var expected: Set<[Int64]> = []
    for first in 0..<Int64(90) {
      for second in first + 1..<90 {
        let score = VectorMath.dot(index.vector(id: first)!, index.vector(id: second)!)
        // None lies so near the threshold that the order of additions could decide.
        if score >= 0.97 { expected.insert([first, second]) }
      }
    }
    let pairs = index.pairs(above: 0.97, threads: 2)
    #expect(Set(pairs.map { [$0.first, $0.second] }) == expected && pairs.count == expected.count)
    #expect(pairs == pairs.sorted(by: >) && !pairs.isEmpty)
    #expect(index.pairs(above: 0.97, limit: 4) == Array(pairs.prefix(4)))
  }

  @Test func pairsCrossChunks() throws {
    var index = VectorIndex(dimension: 2, chunkCapacity: 16)
    let last = Int64(32)
    for id in 0...last { try index.insert(id == 5 || id == last ? [1, 0] : [0, 0], id: id) }
    #expect(index.pairs(above: 0.5, threads: 3) == [VectorPair(first: 5, second: last, score: 1)])
  }

  @Test func refusesOtherDimensionsAndNumbersThatAreNotFinite() throws {
    var index = VectorIndex(dimension: 2)
    #expect(throws: VectorSearchError.self) { try index.insert([1], id: 1) }
    #expect(throws: VectorSearchError.self) { try index.insert([1, .nan], id: 1) }
    #expect(throws: VectorSearchError.self) { try index.insert([1, .infinity], id: 1) }
    #expect(throws: VectorSearchError.self) { try index.search([1, 2, 3], k: 1) }
    try index.insert([1, 0], id: 1)
    #expect(try index.search([.nan, 0], k: 1).isEmpty)
    #expect(try index.search([1, 0], k: 0).isEmpty && index.search([[Float]](), k: 1).isEmpty)
  }
}
