import Foundation
import GRDB

extension DocumentIndex {
  /// Titles of documents, names in them and beginnings of passages that have `text` in them; of each kind `limit` at most.
  ///
  /// Small and capital letters of ASCII are the same. O(passages) for what is rare, less for what is not.
  ///
  /// - Throws: the store's error.
  package func texts(containing text: String, limit: Int) throws -> [String] {
    let pattern = "%" + text.replacing(/[%_\\]/) { "\\" + $0.output } + "%"
    return try attempt("read") {
      try pool.read { db in
        try Self.sources.flatMap { source in
          try String.fetchAll(
            db, sql: "SELECT \(source.column) FROM \(source.table) WHERE \(source.column) LIKE ? ESCAPE '\\' LIMIT ?",
            arguments: [pattern, limit])
        }
      }
    }
  }

  /// The beginnings of the passages that were stored last, at most `limit`, oldest first.
  ///
  /// O(limit).
  ///
  /// - Parameter paths: documents whose passages are left out, though they count towards the limit.
  /// - Throws: the store's error.
  package func snippets(excluding paths: Set<String>, limit: Int) throws -> [String] {
    try attempt("read") {
      try pool.read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT d.path, p.snippet FROM passage p JOIN document d ON d.id = p.document ORDER BY p.id DESC LIMIT ?
            """, arguments: [limit])
        return rows.reversed().filter { !paths.contains($0[0]) }.map { $0[1] }
      }
    }
  }

  private static let sources = [
    (column: "title", table: "document"), (column: "name", table: "mention"), (column: "snippet", table: "passage"),
  ]
}
