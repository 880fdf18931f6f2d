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

  private static let sources = [
    (column: "title", table: "document"), (column: "name", table: "mention"), (column: "snippet", table: "passage"),
  ]
}
