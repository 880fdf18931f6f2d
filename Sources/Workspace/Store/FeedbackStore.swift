import Foundation
import GRDB
import Support
import Synchronization
import Text

/// The findings that a person let stand.
///
/// Holds hashes only, no text.
///
/// A person's own data: the file belongs in the data directory, nothing is ever evicted, and every change is on the
/// disk when the call returns. Thread-safe; several processes may use the file at once. As long as nobody has let anything
/// stand there is no file, and looking costs nothing but to see that.
package final class FeedbackStore: Sendable {
  private enum Connection: Sendable { case none, open(DatabasePool), closed }

  private let path: String
  private let file: StoreFile
  private let connection = Mutex(Connection.none)

  /// Opens the file at `path` if it exists; it is made when the first finding is let stand.
  ///
  /// A file that cannot be read is set aside and `notice` hears.
  ///
  /// - Throws: `StoreError` or `SupportError` when the file or its folder cannot be used.
  package init(path: String, notice: @escaping StoreNoticeHandler = { _ in }) throws {
    self.path = path
    file = StoreFile(path: path, migrator: Self.migrator, recovery: .setAside, isDurable: true, notice: notice)
    _ = try pool(isMade: false)
  }

  /// Lets a finding stand; doing so twice is no error.
  package func insert(_ dismissal: Dismissal) throws {
    try attempt("write") {
      try pool(isMade: true)?.write { db in
        try db.execute(
          sql: "INSERT OR IGNORE INTO dismissal (sentence, code, flagged, created) VALUES (?, ?, ?, ?)",
          arguments: Self.arguments(dismissal) + [Int(Date().timeIntervalSince1970)])
      }
    }
  }

  /// Forgets that a finding was let stand; one that was not is no error.
  package func remove(_ dismissal: Dismissal) throws {
    try attempt("write") {
      try pool(isMade: false)?.write { db in
        try db.execute(
          sql: "DELETE FROM dismissal WHERE sentence = ? AND code = ? AND flagged = ?",
          arguments: Self.arguments(dismissal))
      }
    }
  }

  /// Whether each of `dismissals` was let stand, in the same order.
  ///
  /// Reads whichever is less: what is asked for, one after the other, or all that was ever let stand. This runs with
  /// every keystroke, for all findings of a document.
  package func contains(_ dismissals: [Dismissal]) throws -> [Bool] {
    try attempt("read") {
      guard let pool = try pool(isMade: false) else { return dismissals.map { _ in false } }
      return try pool.unsafeRead { db in
        let count = try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM dismissal")) ?? 0
        if count < dismissals.count {
          let all = count == 0 ? [] : Set(try Self.all(db))
          return dismissals.map(all.contains)
        }
        let statement = try db.cachedStatement(
          sql: "SELECT 1 FROM dismissal WHERE sentence = ? AND code = ? AND flagged = ?")
        return try dismissals.map { try Row.fetchOne(statement, arguments: Self.arguments($0)) != nil }
      }
    }
  }

  /// Everything that was let stand, oldest first.
  package func all() throws -> [Dismissal] {
    try attempt("read") {
      try pool(isMade: false)?.read { db in try Self.all(db) } ?? []
    }
  }

  private static func all(_ db: Database) throws -> [Dismissal] {
    try Row.fetchAll(db, sql: "SELECT sentence, code, flagged FROM dismissal ORDER BY created, rowid").compactMap {
      guard let sentence = ContentHash(data: $0[0]), let flagged = ContentHash(data: $0[2]) else { return nil }
      return Dismissal(sentence: sentence, code: $0[1], flagged: flagged)
    }
  }

  /// Closes the file; using the store afterwards throws.
  package func close() {
    let last = connection.withLock { connection in
      defer { connection = .closed }
      return connection
    }
    if case .open(let pool) = last { StoreFile.close(pool) }
  }

  /// The open database; nil when there is no file and none `isMade`.
  private func pool(isMade: Bool) throws -> DatabasePool? {
    try connection.withLock { connection in
      switch connection {
      case .open(let pool): return pool
      case .closed: throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the store is closed")
      case .none:
        guard isMade || file.inode() != nil else { return nil }
        let pool = try file.open()
        connection = .open(pool)
        return pool
      }
    }
  }

  private func attempt<Result>(_ action: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch { throw StoreError.failed(action, path, error) }
  }

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
    return migrator
  }
}
