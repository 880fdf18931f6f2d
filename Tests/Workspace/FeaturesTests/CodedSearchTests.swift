import Features
import Foundation
import Store
import TestSupport
import Testing
import Text

/// Search by codes beside exact search, on the same index.
@Suite struct CodedSearchTests {
  private let folder: TemporaryFolder
  private let index: DocumentIndex
  private static let dimensions = 24

  init() throws {
    folder = try TemporaryFolder()
    index = try DocumentIndex(path: folder.path + "/index.sqlite", model: "random", dimensions: Self.dimensions)
  }

  private func vector(_ random: inout SeededRandom) -> [Float] {
    let vector = (0..<Self.dimensions).map { _ in Float.random(in: -1...1, using: &random) }
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / length }
  }

  private func add(_ path: String, _ passages: Int, _ random: inout SeededRandom) throws {
    let content = ContentHash(Array(path.utf8))
    let stored = (0..<passages).map { number in
      (IndexedPassage(range: number..<number + 1, line: number, content: content, snippet: path), vector(&random))
    }
    let document = IndexedDocument(path: path, size: 9, modified: 0, content: content, title: path)
    try index.upsert(document, passages: stored)
  }

  /// Compares what both searches find; all rows are candidates here, so that nothing may be missed.
  private func compare(_ random: inout SeededRandom) throws {
    let (exact, coded) = try (SimilaritySearch(index: index), SimilaritySearch(index: index, exactLimit: 0))
    #expect(exact.count == coded.count)
    for _ in 0..<5 {
      let query = vector(&random)
      let pairs = try [(Set<String>(), 7), (["/1", "/2"], 5)].map { excluded, count in
        (
          try exact.passages(near: query, count: count, excluding: excluded),
          try coded.passages(near: query, count: count, excluding: excluded)
        )
      }
      for (left, right) in pairs {
        #expect(left.map(\.document.path) == right.map(\.document.path) && !left.isEmpty)
        #expect(left.map(\.passage.line) == right.map(\.passage.line))
        #expect(zip(left, right).allSatisfy { abs($0.score - $1.score) < 1e-5 })
      }
      let queries = [query, vector(&random)]
      let documents = try (exact.documents(near: queries, count: 4), coded.documents(near: queries, count: 4))
      #expect(documents.0.map(\.document.path) == documents.1.map(\.document.path))
    }
    #expect(try exact.duplicates(minimumScore: 0.5).count == coded.duplicates(minimumScore: 0.5).count)
  }

  @Test func `finds what exact search finds, while the index changes`() throws {
    var random = SeededRandom(31)
    for number in 0..<40 { try add("/\(number)", 12, &random) }
    try compare(&random)
    #expect(FileManager.default.fileExists(atPath: index.codesPath))
    try add("/3", 5, &random)
    try add("/new", 30, &random)
    try compare(&random)
    try index.remove { $0.hasSuffix("7") || $0 == "/new" }
    try compare(&random)
  }

  @Test func `a passage that goes after the picture was taken is not found`() throws {
    var random = SeededRandom(32)
    for number in 0..<9 { try add("/\(number)", 9, &random) }
    let search = try SimilaritySearch(index: index, exactLimit: 0)
    let query = vector(&random)
    let best = try #require(search.passages(near: query, count: 1).first)
    try index.remove { $0 == best.document.path }
    let found = try search.passages(near: query, count: 3)
    #expect(found.count == 3 && found.allSatisfy { $0.document.path != best.document.path })
  }

  @Test func `an index that was made anew at the same place gets codes of its own`() throws {
    var random = SeededRandom(33)
    for number in 0..<9 { try add("/\(number)", 9, &random) }
    _ = try SimilaritySearch(index: index, exactLimit: 0)
    index.close()
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: index.path + suffix) }
    let again = try Self(at: folder)
    for number in 0..<9 { try again.add("/\(number)", 9, &random) }
    try again.compare(&random)
  }

  private init(at folder: TemporaryFolder) throws {
    self.folder = folder
    index = try DocumentIndex(path: folder.path + "/index.sqlite", model: "random", dimensions: Self.dimensions)
  }
}
