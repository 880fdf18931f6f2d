import Foundation
import GRDB
package import Support
import Text

/// The findings that a person let stand.
///
/// A finding is recognised by hashes. The sentence itself is kept beside them where it is known, so that a model can learn from
/// it that it is right; it never leaves this file but by `stet feedback`.
///
/// A person's own data: the file belongs in the data directory, nothing is ever evicted, and every change is on the
/// disk when the call returns. Thread-safe; several processes may use the file at once. As long as nobody has let anything
/// stand there is no file, and looking costs nothing but to see that.
package final class FeedbackStore: Sendable {
  private let database: PersonalDatabase

  /// The file of a person.
  package static func path(_ directories: Directories = Directories()) -> String {
    directories.data + "/feedback.sqlite"
  }

  /// Opens the file at `path` if it exists; it is made when the first finding is let stand.
  ///
  /// A file that cannot be read is set aside and `notice` hears.
  ///
  /// - Throws: `StoreError` or `SupportError` when the file or its folder cannot be used.
  package init(path: String, notice: @escaping StoreNoticeHandler = { _ in }) throws {
    database = try PersonalDatabase(path: path, migrator: Self.migrator, notice: notice)
  }

  /// Lets a finding stand; doing so twice is no error, and the sentence of the second time is kept.
  ///
  /// - Parameter text: the sentence that was right as it stood; nil where it is not known.
  package func insert(_ dismissal: Dismissal, text: DismissedText? = nil) throws {
    try database.write(isMade: true) { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO dismissal (sentence, code, flagged, created) VALUES (?, ?, ?, ?)",
        arguments: Self.arguments(dismissal) + [Int(Date().timeIntervalSince1970)])
      guard let text else { return }
      try db.execute(
        sql: """
          UPDATE dismissal SET text = ?, start = ?, end = ?, replacement = ?
          WHERE sentence = ? AND code = ? AND flagged = ?
          """,
        arguments: [text.sentence, text.range.lowerBound, text.range.upperBound, text.replacement]
          + Self.arguments(dismissal))
    }
  }

  /// Forgets that a finding was let stand; one that was not is no error.
  package func remove(_ dismissal: Dismissal) throws {
    try database.write(isMade: false) { db in
      try db.execute(
        sql: "DELETE FROM dismissal WHERE sentence = ? AND code = ? AND flagged = ?",
        arguments: Self.arguments(dismissal))
    }
  }

  /// Whether each of `dismissals` was let stand, in the same order.
  ///
  /// Reads whichever is less: what is asked for, one after the other, or all that was ever let stand. This runs with
  /// every keystroke, for all findings of a document.
  package func contains(_ dismissals: [Dismissal]) throws -> [Bool] {
    try database.read { pool in
      try pool.unsafeRead { db in
        let count = try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM dismissal")) ?? 0
        if count < dismissals.count {
          let all = count == 0 ? [] : Set(try Self.all(db))
          return dismissals.map(all.contains)
        }
        let statement = try db.cachedStatement(
          sql: "SELECT 1 FROM dismissal WHERE sentence = ? AND code = ? AND flagged = ?")
        return try dismissals.map { try Row.fetchOne(statement, arguments: Self.arguments($0)) != nil }
      }
    } ?? dismissals.map { _ in false }
  }

  /// Everything that was let stand, oldest first.
  package func all() throws -> [Dismissal] {
    try database.read { try $0.read { db in try Self.all(db) } } ?? []
  }

  private static func all(_ db: Database) throws -> [Dismissal] {
    try Row.fetchAll(db, sql: "SELECT sentence, code, flagged FROM dismissal ORDER BY created, rowid")
      .compactMap { dismissal($0) }
  }

  private static func dismissal(_ row: Row) -> Dismissal? {
    guard let sentence = ContentHash(data: row[0]), let flagged = ContentHash(data: row[2]) else { return nil }
    return Dismissal(sentence: sentence, code: row[1], flagged: flagged)
  }

  private static func text(_ row: Row) -> DismissedText? {
    guard let sentence: String = row[3], let start: Int = row[4], let end: Int = row[5], 0 <= start, start <= end,
      end <= sentence.utf8.count
    else { return nil }
    return DismissedText(sentence: sentence, range: start..<end, replacement: row[6])
  }

  /// The same with the sentences that are known.
  package func allWithText() throws -> [(dismissal: Dismissal, text: DismissedText?)] {
    try database.read { pool in
      try pool.read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT sentence, code, flagged, text, start, end, replacement FROM dismissal ORDER BY created, rowid
            """
        ).compactMap { row in Self.dismissal(row).map { ($0, Self.text(row)) } }
      }
    } ?? []
  }

  /// Closes the file; using the store afterwards throws.
  package func close() { database.close() }

  private static func arguments(_ dismissal: Dismissal) -> StatementArguments {
    [dismissal.sentence.data, dismissal.code, dismissal.flagged.data]
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(
        sql: """
          CREATE TABLE dismissal (
            sentence BLOB NOT NULL, code TEXT NOT NULL, flagged BLOB NOT NULL, created INTEGER NOT NULL,
            UNIQUE (sentence, code, flagged));
          """)
    }
    migrator.registerMigration("2") { db in
      try db.execute(
        sql: """
          ALTER TABLE dismissal ADD COLUMN text TEXT;
          ALTER TABLE dismissal ADD COLUMN start INTEGER;
          ALTER TABLE dismissal ADD COLUMN end INTEGER;
          ALTER TABLE dismissal ADD COLUMN replacement TEXT;
          """)
    }
    return migrator
  }
}
