import Foundation
import GRDB
import Text

extension DocumentIndex {
  /// A passage with the document that it belongs to.
  package struct Hit: Sendable, Equatable {
    package let document: IndexedDocument
    package let passage: IndexedPassage
  }

  /// How many passages are stored.
  ///
  /// O(n), without reading the vectors' pages twice.
  package func passageCount() throws -> Int {
    try attempt("read") { try pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM passage") ?? 0 } }
  }

  /// Every passage's vector in one array.
  ///
  /// One scan of the file; the array takes `4 * dimensions` bytes a passage.
  package func vectors() throws -> PassageVectors {
    try attempt("read") {
      try pool.read { db in
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM passage") ?? 0
        let cursor = try Row.fetchCursor(db, sql: "SELECT id, vector FROM passage ORDER BY id")
        return try Self.vectors(cursor, dimensions: dimensions, capacity: count)
      }
    }
  }

  /// The vectors of the first `limit` passages whose ids are greater than `id`, by id.
  package func vectors(after id: Int64, limit: Int) throws -> PassageVectors {
    try attempt("read") {
      try pool.read { db in
        let cursor = try Row.fetchCursor(
          db, sql: "SELECT id, vector FROM passage WHERE id > ? ORDER BY id LIMIT ?", arguments: [id, limit])
        return try Self.vectors(cursor, dimensions: dimensions, capacity: limit)
      }
    }
  }

  /// The vectors of the passages with the given ids, in the same order; nil where one is gone.
  package func vectors(_ ids: [Int64]) throws -> [[Float]?] {
    try attempt("read") {
      try pool.read { db in
        let statement = try db.cachedStatement(sql: "SELECT vector FROM passage WHERE id = ?")
        return try ids.map { id in
          try Data.fetchOne(statement, arguments: [id]).flatMap { HalfPrecision.decode(Array($0), count: dimensions) }
        }
      }
    }
  }

  /// The ids of all passages, ascending; reads an index and none of the vectors.
  package func passageIDs() throws -> [Int64] {
    // The planner takes the smallest index that has the ids; its order is another one.
    try attempt("read") { try pool.read { try Int64.fetchAll($0, sql: "SELECT id FROM passage") } }.sorted()
  }

  /// The id that the next passage gets: greater than all that were ever given.
  package func nextPassageID() throws -> Int64 { try attempt("read") { try pool.read(Self.nextPassageID) } }

  static func nextPassageID(_ db: GRDB.Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT next_passage FROM origin") ?? 1
  }

  private static func vectors(_ cursor: RowCursor, dimensions: Int, capacity: Int) throws -> PassageVectors {
    var ids: [Int64] = []
    var values: [Float] = []
    ids.reserveCapacity(capacity)
    values.reserveCapacity(capacity * dimensions)
    while let row = try cursor.next() {
      try row.withUnsafeData(atIndex: 1) { data in
        guard let data, data.count == 2 * dimensions else { return }
        ids.append(row[0])
        data.withUnsafeBytes { HalfPrecision.decode($0, appendingTo: &values) }
      }
    }
    return PassageVectors(ids: ids, dimensions: dimensions, values: values)
  }

  /// The passages with the given ids, in the same order; nil where one is gone.
  package func passages(_ ids: [Int64]) throws -> [Hit?] {
    try attempt("read") {
      try pool.read { db in
        let statement = try db.cachedStatement(
          sql: """
            SELECT d.path, d.size, d.modified, d.content, d.title, p.lower, p.upper, p.line, p.content, p.snippet
            FROM passage p JOIN document d ON d.id = p.document WHERE p.id = ?
            """)
        return try ids.map { id in try Row.fetchOne(statement, arguments: [id]).flatMap(Self.hit) }
      }
    }
  }

  /// The ids of the passages of the document at `path`, in the order of the text.
  package func passageIDs(path: String) throws -> [Int64] {
    try attempt("read") {
      try pool.read { db in
        try Int64.fetchAll(
          db,
          sql: """
            SELECT p.id FROM passage p JOIN document d ON d.id = p.document WHERE d.path = ? ORDER BY p.lower, p.id
            """, arguments: [path])
      }
    }
  }

  private static func hit(_ row: Row) -> Hit? {
    guard let content = ContentHash(data: row[3]), let passage = ContentHash(data: row[8]) else { return nil }
    let lower: Int = row[5]
    return Hit(
      document: IndexedDocument(path: row[0], size: row[1], modified: row[2], content: content, title: row[4]),
      passage: IndexedPassage(range: lower..<max(lower, row[6]), line: row[7], content: passage, snippet: row[9]))
  }
}
