import Features
import Store
import Testing
import Text

/// Ranking, on vectors made by hand.
@Suite struct SimilaritySearchTests {
  private let folder: TemporaryFolder
  private let index: DocumentIndex

  init() throws {
    folder = try TemporaryFolder()
    index = try DocumentIndex(path: folder.path + "/index.sqlite", model: "hand", dimensions: 3)
  }

  private func add(_ path: String, _ vectors: [[Float]]) throws {
    let content = ContentHash(Array(path.utf8))
    let passages = vectors.enumerated().map { number, vector in
      let range = 10 * number..<10 * number + 9
      return (IndexedPassage(range: range, line: number, content: content, snippet: "\(path) \(number)"), vector)
    }
    try index.upsert(
      IndexedDocument(path: path, size: 9, modified: 0, content: content, title: path), passages: passages)
  }

  @Test func `gives the closest passages, best first`() throws {
    try add("/a", [[1, 0, 0], [0, 1, 0]])
    try add("/b", [[0.8, 0.6, 0]])
    try add("/c", [[0, 0, 1]])
    let search = try SimilaritySearch(index: index)
    #expect(search.count == 4)
    let found = try search.passages(near: [1, 0, 0], count: 3)
    #expect(found.map(\.passage.snippet).prefix(2) == ["/a 0", "/b 0"])
    #expect(zip(found, [1, 0.8, 0]).allSatisfy { abs($0.score - $1) < 1e-3 })
    #expect(try search.passages(near: [1, 0, 0], count: 9, minimumScore: 0.5).map(\.document.path) == ["/a", "/b"])
    let others = try search.passages(near: [1, 0, 0], count: 2, excluding: ["/a"])
    #expect(others.map(\.document.path) == ["/b", "/c"])
    #expect(try search.passages(near: [1, 0, 0], count: 0) == [])
  }

  @Test func `a document must match throughout to lead`() throws {
    try add("/partly", [[1, 0, 0]])
    try add("/throughout", [[0.8, 0, 0.6], [0, 0.8, 0.6]])
    let search = try SimilaritySearch(index: index)
    let found = try search.documents(near: [[1, 0, 0], [0, 1, 0]], count: 5)
    #expect(found.map(\.document.path) == ["/throughout", "/partly"])
    #expect(zip(found, [0.8, 0.5]).allSatisfy { abs($0.score - $1) < 1e-3 })
    #expect(try search.documents(near: [[1, 0, 0], [0, 1, 0]], count: 1).count == 1)
    #expect(try search.documents(near: [[1, 0, 0], [0, 1, 0]], count: 5, minimumScore: 0.6).count == 1)
    #expect(try search.documents(near: [], count: 5) == [])
  }

  @Test func `equal documents are given in the order of their paths`() throws {
    for path in ["/c", "/a", "/b"] { try add(path, [[1, 0, 0]]) }
    let search = try SimilaritySearch(index: index)
    #expect(try search.documents(near: [[1, 0, 0]], count: 3).map(\.document.path) == ["/a", "/b", "/c"])
  }

  @Test func `finds what is there twice`() throws {
    try add("/a", [[1, 0, 0], [0, 1, 0]])
    try add("/b", [[0, 0.98, 0.199]])
    let search = try SimilaritySearch(index: index)
    let pairs = try search.duplicates(minimumScore: 0.9)
    #expect(pairs.count == 1)
    #expect(Set(pairs.flatMap { [$0.first.passage.snippet, $0.second.passage.snippet] }) == ["/a 1", "/b 0"])
    #expect(abs((pairs.first?.score ?? 0) - 0.98) < 1e-3)
    #expect(try search.duplicates(minimumScore: 0.99) == [])
  }

  @Test func `is a picture of the moment`() throws {
    try add("/a", [[1, 0, 0]])
    let before = try SimilaritySearch(index: index)
    try add("/b", [[1, 0, 0]])
    #expect(before.count == 1)
    #expect(try SimilaritySearch(index: index).count == 2)
  }

  @Test func `finds nothing in nothing`() throws {
    let search = try SimilaritySearch(index: index)
    #expect(try search.passages(near: [1, 0, 0], count: 3) == [])
    #expect(try search.duplicates(minimumScore: 0) == [])
  }
}
