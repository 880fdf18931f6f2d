import GRDB
import Support
import Synchronization

/// A database of a person's own data: made when something is first written, never evicted from, every change on the disk when the call returns.
///
/// As long as nothing was written there is no file, and looking costs nothing but to see that. Thread-safe; several processes may use the file at once.
final class PersonalDatabase: Sendable {
  private enum Connection: Sendable { case none, open(DatabasePool), closed }

  private let path: String
  private let file: StoreFile
  private let connection = Mutex(Connection.none)

  /// Opens the file at `path` if it exists; one that cannot be read is set aside and `notice` hears.
  ///
  /// - Throws: `StoreError` or `SupportError` when the file or its folder cannot be used.
  init(path: String, migrator: DatabaseMigrator, notice: @escaping StoreNoticeHandler) throws {
    self.path = path
    file = StoreFile(path: path, migrator: migrator, recovery: .setAside, isDurable: true, notice: notice)
    _ = try pool(isMade: false)
  }

  /// What `body` finds, nil when there is no file.
  ///
  /// - Throws: `StoreError`.
  func read<Result>(_ body: (DatabasePool) throws -> Result) throws -> Result? {
    try attempt("read") { try pool(isMade: false).map(body) }
  }

  /// Runs `body` in a transaction; without a file it runs only if the file `isMade`.
  ///
  /// - Throws: `StoreError`.
  func write(isMade: Bool, _ body: (Database) throws -> Void) throws {
    try attempt("write") { try pool(isMade: isMade)?.write { try body($0) } }
  }

  /// Closes the file; using the database afterwards throws.
  func close() {
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
}
