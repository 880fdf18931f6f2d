import Features
import Foundation
import JSON
import Store
import Support
import Text

/// Measures search by vectors for `Tests/Benchmarks/vectors.py`: the index and the search that `stet search` uses, without the model.
final class VectorBenchmark {
  private let folder: String
  private let dimensions: Int
  private let queries: [[Float]]
  private let index: DocumentIndex
  private var search: SimilaritySearch?

  /// - Throws: `SupportError` for a file that cannot be read, `UsageError` for one without vectors; the store's errors.
  init(folder: String, queries: String, dimensions: Int) throws {
    (self.folder, self.dimensions) = (folder, dimensions)
    let file = try MappedFile(path: queries)
    self.queries = Self.vectors(file, 0..<file.bytes.count / (4 * dimensions), dimensions)
    guard !self.queries.isEmpty else {
      throw UsageError(
        message: "there are no vectors in \(queries)", hint: "Write float32 numbers, --dimensions a vector.")
    }
    index = try DocumentIndex(path: folder + "/bench.stet", model: "bench", dimensions: dimensions)
  }

  /// Indexes the vectors in a file, a thousand to a document, and gets the search ready.
  ///
  /// The row of a vector is its passage's line.
  func prepare(_ path: String?) throws -> JSONValue {
    let stored = try Self.seconds { if let path { try store(MappedFile(path: path)) } }
    let prepared = try Self.seconds { search = try SimilaritySearch(index: index) }
    return [
      "vectors": .integer(Int64(search?.count ?? 0)), "store_seconds": .number(stored),
      "prepare_seconds": .number(prepared), "queries": .integer(Int64(queries.count)),
    ]
  }

  /// Searches with some of the queries, one after the other.
  func answer(k: Int, first: Int, count: Int) throws -> JSONValue {
    var times: [JSONValue] = []
    var rows: [JSONValue] = []
    for query in queries.dropFirst(first).prefix(count) {
      var found: [SimilarPassage] = []
      times.append(.number(try 1e3 * Self.seconds { found = try search?.passages(near: query, count: k) ?? [] }))
      rows.append(.array(found.map { .integer(Int64($0.passage.line)) }))
    }
    return ["ms": .array(times), "rows": .array(rows)]
  }

  private func store(_ file: MappedFile) throws {
    let (step, count) = (1000, file.bytes.count / (4 * dimensions))
    for start in stride(from: 0, to: count, by: step) {
      let rows = start..<min(start + step, count)
      let passages = zip(rows, Self.vectors(file, rows, dimensions)).map { row, vector in
        let content = ContentHash(Array("\(row)".utf8))
        return (IndexedPassage(range: 0..<1, line: row, content: content, snippet: "Vector \(row)."), vector)
      }
      let content = ContentHash(Array("\(rows)".utf8))
      try index.upsert(
        IndexedDocument(path: "/\(start)", size: 1, modified: 0, content: content, title: "\(rows)"),
        passages: passages)
    }
  }

  private static func vectors(_ file: MappedFile, _ rows: Range<Int>, _ dimensions: Int) -> [[Float]] {
    rows.map { row in
      (0..<dimensions).map {
        file.bytes.loadUnaligned(fromByteOffset: 4 * (row * dimensions + $0), as: Float.self)
      }
    }
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    try ContinuousClock().measure(body) / .seconds(1)
  }
}
