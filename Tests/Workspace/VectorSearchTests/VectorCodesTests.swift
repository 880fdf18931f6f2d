import Foundation
import TestSupport
import Testing

@testable import VectorSearch

@Suite final class VectorCodesTests {
  private let folder: String
  private var path: String { folder + "/vectors" }

  init() throws {
    folder = NSTemporaryDirectory() + "stet-codes-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func updated(_ source: ClusteredVectors) throws -> VectorCodes {
    try VectorCodes.updated(path: path, from: source, segmentRows: 128)
  }

  /// What of the exact answers is found, 0 to 1.
  private func recall(_ codes: VectorCodes, _ source: ClusteredVectors, queries: Int, candidates: Int? = nil) throws
    -> Double
  {
    var hits = 0
    for query in source.queries(queries) {
      let found = try codes.search(query, k: 10, candidates: candidates, vectors: source.vectors)
      let exact = source.nearest(query, k: 10)
      #expect(found == found.sorted(by: >) && found.count == 10)
      #expect(found.allSatisfy { match in source.score(query, match.id).map { abs($0 - match.score) < 1e-5 } ?? false })
      hits += Set(found.map(\.id)).intersection(exact).count
    }
    return Double(hits) / Double(10 * queries)
  }

  @Test(arguments: [1, 7, 65, 384])
  func `as long as all rows are candidates, what it finds is exact`(_ dimension: Int) throws {
    let source = ClusteredVectors(count: 700, dimensions: dimension, seed: 1)
    #expect(try recall(updated(source), source, queries: 5) == 1)
  }

  @Test func `finds what exact search finds out of few candidates`() throws {
    let source = ClusteredVectors(count: 5000, dimensions: 128, seed: 2)
    let codes = try updated(source)
    // Of 5000 rows 300 are looked at again; all of 64 would have to be right by their signs alone.
    let (many, few) = try (
      recall(codes, source, queries: 40, candidates: 300), recall(codes, source, queries: 40, candidates: 64)
    )
    #expect(many >= 0.99)
    #expect(few >= 0.6 && few <= many)
  }

  @Test func `appending gives the file that making it anew gives`() throws {
    var source = ClusteredVectors(count: 300, dimensions: 33, seed: 3)
    source.visible = 0
    for visible in [0, 1, 100, 100, 128, 256, 299, 300] {
      source.visible = visible
      #expect(try updated(source).count == visible)
    }
    let appended = try Data(contentsOf: URL(fileURLWithPath: path))
    // The centroid is that of the vectors that were there first.
    let header = try #require(appended.withUnsafeBytes { CodeHeader($0) })
    let again = path + "-again"
    let writer = try VectorCodeWriter(
      creating: again, CodeHeader(layout: header.layout, identity: source.identity, count: 0, centroid: header.centroid)
    )
    let (ids, values) = source.rows(after: 0, limit: 300)
    for (row, id) in ids.enumerated() { try writer.append(values[33 * row..<33 * row + 33], id: id) }
    try writer.finish()
    #expect(try Data(contentsOf: URL(fileURLWithPath: again)) == appended)
  }

  @Test func `a picture stays what it was while rows are appended`() throws {
    var source = ClusteredVectors(count: 300, dimensions: 16, seed: 4)
    source.visible = 150
    let before = try updated(source)
    let query = source.queries(1)[0]
    let found = try before.search(query, k: 9, vectors: source.vectors)
    source.visible = 300
    #expect(try updated(source).count == 300)
    #expect(before.count == 150)
    #expect(try before.search(query, k: 9, vectors: source.vectors) == found)
  }

  @Test func `what is not wanted or gone is not found, and others are looked for`() throws {
    var source = ClusteredVectors(count: 900, dimensions: 16, seed: 5)
    let codes = try updated(source)
    let query = source.queries(1)[0]
    let even = try codes.search(query, k: 20, candidates: 100, where: { $0 % 2 == 0 }, vectors: source.vectors)
    #expect(even.count == 20 && even.allSatisfy { $0.id % 2 == 0 })
    // All but the worst are gone: the first look finds nothing.
    let all = source.nearest(query, k: 900)
    source.gone = Set(all.prefix(850))
    let left = try codes.search(query, k: 10, candidates: 100, vectors: source.vectors)
    #expect(left.map(\.id) == Array(all[850..<860]))
    source.gone = Set(all.prefix(895))
    #expect(try codes.search(query, k: 10, vectors: source.vectors).map(\.id) == Array(all[895...]))
    source.gone = []
    #expect(codes.ids(without: source.ids.filter { $0 % 5 != 0 }) == Set(source.ids.filter { $0 % 5 == 0 }))
  }

  @Test func `a file of another index, cut off or full of rows that are gone is made anew`() throws {
    var source = ClusteredVectors(count: 9000, dimensions: 8, seed: 6)
    #expect(try updated(source).count == 9000)
    for cut in [0, 10, 63, 4096, 9000] {
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      try whole.prefix(cut).write(to: URL(fileURLWithPath: path))
      #expect(VectorCodes(path: path, dimension: 8, identity: source.identity) == nil)
      #expect(try updated(source).count == 9000)
    }
    source.identity = Array("another index 16".utf8)
    #expect(VectorCodes(path: path, dimension: 8, identity: source.identity) == nil)
    #expect(try updated(source).count == 9000)
    source.gone = Set(source.ids.prefix(8000))
    #expect(try updated(source).count == 1000)
  }

  @Test func `damaged bytes are refused or give answers with exact scores`() throws {
    let source = ClusteredVectors(count: 200, dimensions: 9, seed: 8)
    _ = try updated(source)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    var random = SeededRandom(8)
    for round in 0..<200 {
      var damaged = whole
      for _ in 0..<20 {
        // Half of the rounds hit the header.
        let place = Int.random(in: 0..<(round % 2 == 0 ? 100 : damaged.count), using: &random)
        damaged[place] = UInt8.random(in: 0...255, using: &random)
      }
      try damaged.write(to: URL(fileURLWithPath: path))
      guard let codes = VectorCodes(path: path, dimension: 9, identity: source.identity) else { continue }
      let query = source.queries(1)[0]
      let ids = Set(source.ids)
      let found = try codes.search(query, k: 5) { $0.map { ids.contains($0) ? source.vectors([$0])[0] : nil } }
      #expect(found.allSatisfy { $0.score == source.score(query, $0.id) })
    }
  }

  @Test func `refuses other dimensions; numbers that are not finite find nothing`() throws {
    let source = ClusteredVectors(count: 20, dimensions: 4, seed: 7)
    let codes = try updated(source)
    #expect(throws: VectorSearchError.self) { try codes.search([1], k: 1, vectors: source.vectors) }
    #expect(try codes.search([.nan, 0, 0, 0], k: 1, vectors: source.vectors).isEmpty)
    #expect(try codes.search([0, 0, 0, 0], k: 3, vectors: source.vectors).count == 3)
    #expect(try codes.search([1, 0, 0, 0], k: 0, vectors: source.vectors).isEmpty)
    #expect(throws: (any Error).self) {
      try VectorCodes.updated(path: "/proc/no/such/folder", from: source, segmentRows: 128)
    }
  }
}
