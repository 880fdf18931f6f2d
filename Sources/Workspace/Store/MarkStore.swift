import Foundation
import GRDB
import Support
import Text

/// What a person marked to teach heads: sentences, with spans or a label.
///
/// Unlike `FeedbackStore` it holds text, for a head is taught with sentences; nothing leaves the file but to be learnt from. A person's own data: it
/// belongs in the data directory, nothing is ever evicted, and every change is on the disk when the call returns. Thread-safe; several processes may
/// use the file at once. As long as nobody has marked anything there is no file.
package final class MarkStore: Sendable {
  private let database: PersonalDatabase

  /// Opens the file at `path` if it exists; it is made with the first mark.
  ///
  /// A file that cannot be read is set aside and `notice` hears.
  ///
  /// - Throws: `StoreError` or `SupportError` when the file or its folder cannot be used.
  package init(path: String, notice: @escaping StoreNoticeHandler = { _ in }) throws {
    database = try PersonalDatabase(path: path, migrator: Self.migrator, notice: notice)
  }

  /// Marks a span of a sentence; marks that it overlaps give way.
  ///
  /// - Parameter label: nil only removes the marks there.
  package func markSpan(_ bytes: Range<Int>, of text: [UInt8], as label: String?, for head: String) throws {
    try database.write(isMade: label != nil) { db in
      let sentence = try Self.row(of: text, head, db)
      try db.execute(
        sql: "DELETE FROM mark WHERE sentence = ? AND low IS NOT NULL AND low < ? AND high > ?",
        arguments: [sentence, bytes.upperBound, bytes.lowerBound])
      guard let label else { return }
      try db.execute(
        sql: "INSERT INTO mark (sentence, low, high, label) VALUES (?, ?, ?, ?)",
        arguments: [sentence, bytes.lowerBound, bytes.upperBound, label])
    }
  }

  /// Marks a sentence as a whole, instead of an older label.
  ///
  /// - Parameter label: nil only removes the older one.
  package func markSentence(_ text: [UInt8], as label: String?, for head: String) throws {
    try database.write(isMade: label != nil) { db in
      let sentence = try Self.row(of: text, head, db)
      try db.execute(sql: "DELETE FROM mark WHERE sentence = ? AND low IS NULL", arguments: [sentence])
      guard let label else { return }
      try db.execute(sql: "INSERT INTO mark (sentence, label) VALUES (?, ?)", arguments: [sentence, label])
    }
  }

  /// Remembers sentences that were in view, so that those without marks count as examples of what is not meant.
  package func noteSeen(_ texts: [[UInt8]], for head: String) throws {
    try database.write(isMade: true) { db in for text in texts { _ = try Self.row(of: text, head, db) } }
  }

  /// Everything that was marked or seen for a head, oldest first.
  package func sentences(for head: String) throws -> [MarkedSentence] {
    try database.read { pool in
      try pool.read { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT s.id, s.text, m.low, m.high, m.label FROM sentence s LEFT JOIN mark m ON m.sentence = s.id
            WHERE s.head = ? ORDER BY s.id, m.low
            """, arguments: [head])
        return Self.sentences(rows)
      }
    } ?? []
  }

  /// The heads that anything was marked for, with the number of their marks, by name.
  package func heads() throws -> [(name: String, marks: Int)] {
    try database.read { pool in
      try pool.read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT s.head, count(m.label) FROM sentence s LEFT JOIN mark m ON m.sentence = s.id
            GROUP BY s.head ORDER BY s.head
            """
        ).map { (name: $0[0], marks: $0[1]) }
      }
    } ?? []
  }

  /// Forgets everything that was marked for a head.
  package func removeHead(_ head: String) throws {
    try database.write(isMade: false) { db in
      try db.execute(
        sql: "DELETE FROM mark WHERE sentence IN (SELECT id FROM sentence WHERE head = ?)", arguments: [head])
      try db.execute(sql: "DELETE FROM sentence WHERE head = ?", arguments: [head])
    }
  }

  /// Closes the file; using the store afterwards throws.
  package func close() { database.close() }

  // MARK: Ways

  private static func sentences(_ rows: [Row]) -> [MarkedSentence] {
    var sentences: [MarkedSentence] = []
    var last: Int64?
    for row in rows {
      let id: Int64 = row[0]
      if id != last { sentences.append(MarkedSentence(text: Array(row[1] as Data))) }
      last = id
      guard let label: String = row[4] else { continue }
      if let low: Int = row[2], let high: Int = row[3], low < high {
        sentences[sentences.count - 1].spans.append(MarkedSentence.Span(bytes: low..<high, label: label))
      } else {
        sentences[sentences.count - 1].label = label
      }
    }
    return sentences
  }

  /// The row of a sentence, made if need be.
  private static func row(of text: [UInt8], _ head: String, _ db: Database) throws -> Int64 {
    let hash = ContentHash(text).data
    try db.execute(
      sql: "INSERT OR IGNORE INTO sentence (head, hash, text, created) VALUES (?, ?, ?, ?)",
      arguments: [head, hash, Data(text), Int(Date().timeIntervalSince1970)])
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM sentence WHERE head = ? AND hash = ?", arguments: [head, hash])
    return id ?? 0
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(
        sql: """
          CREATE TABLE sentence (
            id INTEGER PRIMARY KEY, head TEXT NOT NULL, hash BLOB NOT NULL, text BLOB NOT NULL, created INTEGER NOT NULL,
            UNIQUE (head, hash));
          CREATE TABLE mark (
            sentence INTEGER NOT NULL REFERENCES sentence (id), low INTEGER, high INTEGER, label TEXT NOT NULL);
          CREATE INDEX mark_sentence ON mark (sentence);
          """)
    }
    return migrator
  }
}
