import Foundation
import GRDB
import Support
package import Text

/// The index of similar documents: files, their paragraphs, and each paragraph's vector by one model.
///
/// One file that the user chooses. Each document is stored in a transaction of its own, so that work that was
/// interrupted goes on where it stopped. Thread-safe; several processes may read while one writes.
package final class DocumentIndex: Sendable {
  /// The fingerprint of the model that made the vectors.
  package let model: String
  /// The length of every vector.
  package let dimensions: Int
  /// The file, absolute or from the working directory.
  package let path: String
  /// Tells this index from any other that ever lay at its place; 16 bytes.
  package let identity: [UInt8]
  let pool: DatabasePool

  /// Opens the index at `path` or makes an empty one.
  ///
  /// - Throws: `StoreError`: `index-model-mismatch` when another model made it, `index-unreadable` when the file is
  ///   something else; `index-missing` when there is no file and `mustExist`. A file that is no index is never touched.
  package init(path: String, model: String, dimensions: Int, mustExist: Bool = false) throws {
    self.path = path
    self.model = model
    self.dimensions = dimensions
    if mustExist, !FileManager.default.fileExists(atPath: path) { throw Self.missing(path) }
    let file = StoreFile(
      path: path, migrator: Self.migrator, recovery: .refuse, isDurable: false, notice: { _ in })
    do {
      try Self.refuseForeign(path)
      pool = try file.open()
    } catch let error as StoreError where error.code == "store-unavailable" { throw Self.unreadable(path, error) }
    do { identity = try pool.write { try Self.claim($0, path, model, dimensions) } } catch let error as StoreError {
      throw error
    } catch { throw StoreError.failed("write", path, error) }
  }

  /// Whether the file at `path` is stored with this content.
  ///
  /// - Parameter annotated: what its mentions must come from; empty when they do not matter.
  package func isUnchanged(path: String, content: ContentHash, annotated: String = "") throws -> Bool {
    try attempt("read") {
      try pool.unsafeRead { db in
        let row = try Row.fetchOne(
          db, sql: "SELECT content, annotated FROM document WHERE path = ?", arguments: [path])
        guard let row, row[0] == content.data else { return false }
        return annotated.isEmpty || row[1] == annotated
      }
    }
  }

  /// Stores a document with its passages in place of what was stored for its path, in one transaction.
  ///
  /// - Parameters:
  ///   - passages: with one vector for each, `dimensions` long.
  ///   - mentions: the names in it.
  ///   - annotated: names what the mentions come from, heads and model; empty when nobody looked for any.
  package func upsert(
    _ document: IndexedDocument, passages: [(passage: IndexedPassage, vector: [Float])],
    mentions: [IndexedMention] = [], annotated: String = ""
  ) throws {
    precondition(passages.allSatisfy { $0.vector.count == dimensions }, "a vector of another model")
    try attempt("write") {
      try pool.write { db in
        try db.execute(sql: "DELETE FROM document WHERE path = ?", arguments: [document.path])
        try db.execute(
          sql: "INSERT INTO document (path, size, modified, content, title, annotated) VALUES (?, ?, ?, ?, ?, ?)",
          arguments: [
            document.path, document.size, document.modified, document.content.data, document.title, annotated,
          ])
        let id = db.lastInsertedRowID
        let statement = try db.cachedStatement(
          sql: """
            INSERT INTO passage (id, document, lower, upper, line, content, snippet, vector) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        // No id is used twice: what other files keep about a passage never meets another one.
        let first = try Self.nextPassageID(db)
        try db.execute(sql: "UPDATE origin SET next_passage = next_passage + ?", arguments: [passages.count])
        for (offset, (passage, vector)) in passages.enumerated() {
          try statement.execute(arguments: [
            first + Int64(offset), id, passage.range.lowerBound, passage.range.upperBound, passage.line,
            passage.content.data,
            passage.snippet, Data(HalfPrecision.encode(vector)),
          ])
        }
        try Self.insert(mentions, of: id, db)
      }
    }
  }

  /// Forgets the documents for whose path `isMissing` is true.
  ///
  /// - Returns: how many were forgotten.
  @discardableResult
  package func remove(where isMissing: (String) -> Bool) throws -> Int {
    try attempt("write") {
      let missing = try documents().map(\.path).filter(isMissing)
      try pool.write { db in
        for path in missing { try db.execute(sql: "DELETE FROM document WHERE path = ?", arguments: [path]) }
      }
      return missing.count
    }
  }

  /// All documents, by path.
  package func documents() throws -> [IndexedDocument] {
    try attempt("read") {
      try pool.read { db in
        try Row.fetchAll(db, sql: "SELECT path, size, modified, content, title FROM document ORDER BY path").compactMap
        {
          guard let content = ContentHash(data: $0[3]) else { return nil }
          return IndexedDocument(path: $0[0], size: $0[1], modified: $0[2], content: content, title: $0[4])
        }
      }
    }
  }

  /// Closes the file; using the index afterwards throws.
  package func close() { StoreFile.close(pool) }

  func attempt<Result>(_ action: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as any HintedError { throw error } catch {
      throw StoreError.failed(action, path, error)
    }
  }

  /// Writes the model into an empty index, and compares it with the one that made a full index; gives the index's identity.
  private static func claim(
    _ db: GRDB.Database, _ path: String, _ model: String, _ dimensions: Int
  ) throws -> [UInt8] {
    let sql = "SELECT model, dimensions, identity FROM origin"
    if let row = try Row.fetchOne(db, sql: sql) {
      guard row[0] == model, row[1] == dimensions else { throw mismatch(path) }
      return Array(row[2] as Data)
    }
    try db.execute(
      sql: "INSERT INTO origin (model, dimensions, identity) VALUES (?, ?, randomblob(16))",
      arguments: [model, dimensions])
    return try claim(db, path, model, dimensions)
  }
}
