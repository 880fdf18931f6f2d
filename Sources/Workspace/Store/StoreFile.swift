import Foundation
import GRDB
import Support

/// One database file: opens it, brings its schema up to date, and sets it aside when it cannot be read.
///
/// Opening is serialised between processes by a lock on the folder, so that two processes neither migrate nor
/// replace the same file at once.
struct StoreFile: Sendable {
  /// What to do with a file that cannot be read.
  enum Recovery: Sendable {
    /// Rename it to `NAME.corrupt-<n>` and start with an empty database.
    case setAside
    /// Throw; the file may be something else that the user pointed at by mistake.
    case refuse
  }

  let path: String
  let migrator: DatabaseMigrator
  let recovery: Recovery
  /// Whether a commit reaches the disk before it returns; without it a power cut may lose the last commits, never
  /// more.
  let isDurable: Bool
  let notice: StoreNoticeHandler

  /// Opens the file, creating folders and the file (mode 0600) where they are missing.
  func open() throws -> DatabasePool {
    try createFolder()
    return try withFolderLocked {
      do { return try openOnce() } catch let error where Self.isUnreadable(error) && recovery == .setAside {
        try setAside(because: error)
        return try openOnce()
      }
    }
  }

  /// Opens the file again after `pool` met corruption while it was in use.
  ///
  /// The file is set aside only if it is still the one with `inode`: another process may have replaced it already.
  func reopen(after error: any Error, inode: UInt64?) throws -> DatabasePool {
    try withFolderLocked {
      if inode == self.inode() { try setAside(because: error) }
      return try openOnce()
    }
  }

  /// Folds the write-ahead log into the file and closes it.
  ///
  /// SQLite alone would leave the log behind where the last connection to close is one that only reads.
  static func close(_ pool: DatabasePool) {
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try? pool.close()
  }

  /// The identity of the file that lies at `path` now.
  func inode() -> UInt64? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  /// Whether `error`, met while opening, says that the file's content is not a database that this version can use.
  ///
  /// A damaged schema fails in many ways; what is left are failures of the machine, for which the file is not to blame.
  static func isUnreadable(_ error: any Error) -> Bool {
    if error is Superseded || error is NotRegular { return true }
    guard let code = (error as? DatabaseError)?.resultCode else { return false }
    return !failuresOfTheMachine.contains(code)
  }

  /// Whether the content of `pool` is damaged, given that it failed with `error`.
  ///
  /// SQLite does not call everything corruption that follows from it: a wild page number can look like a full disk. So any failure for
  /// which the file can be to blame has the file checked when `isThorough`, O(size of the file).
  static func isDamaged(_ pool: DatabasePool, after error: any Error, isThorough: Bool) -> Bool {
    guard let code = (error as? DatabaseError)?.resultCode else { return false }
    if code == .SQLITE_CORRUPT || code == .SQLITE_NOTADB { return true }
    guard isThorough else { return false }
    if code != .SQLITE_FULL, failuresOfTheMachine.contains(code) { return false }
    do { return try !isSound(pool) } catch { return isUnreadable(error) }
  }

  /// Whether SQLite finds nothing wrong with the file.
  ///
  /// O(size of the file).
  static func isSound(_ pool: DatabasePool) throws -> Bool {
    try pool.unsafeRead { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") == "ok" }
  }

  private static let failuresOfTheMachine: [ResultCode] = [
    .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CANTOPEN, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_PERM,
    .SQLITE_AUTH, .SQLITE_READONLY, .SQLITE_PROTOCOL, .SQLITE_INTERRUPT, .SQLITE_ABORT, .SQLITE_MISUSE, .SQLITE_NOLFS,
  ]

  private func openOnce() throws -> DatabasePool {
    try createEmpty()
    let pool = try DatabasePool(path: path, configuration: configuration)
    if try pool.read(migrator.hasBeenSuperseded) { throw Superseded() }
    try migrator.migrate(pool)
    return pool
  }

  private var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "stet.store"
    configuration.maximumReaderCount = 4
    configuration.busyMode = .timeout(10)
    let synchronous = isDurable ? "FULL" : "NORMAL"
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = \(synchronous)")
      // Damage is met when a page is read, not when something has been written into it.
      try db.execute(sql: "PRAGMA cell_size_check = ON")
      if db.configuration.readonly { return }
      // Possible only while the file is empty; lets eviction give pages back to the file system.
      if try Int.fetchOne(db, sql: "PRAGMA page_count") == 0 { try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL") }
    }
    return configuration
  }
}

extension StoreFile {
  /// The database was written by a newer version.
  struct Superseded: Error, CustomStringConvertible {
    var description: String { "it was written by a newer version of Stet" }
  }

  /// Something that is no file lies at the path.
  struct NotRegular: Error, CustomStringConvertible {
    var description: String { "it is not a regular file" }
  }

  private func createFolder() throws {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder.isEmpty ? "." : folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch { throw StoreError.cannotOpen(path, error) }
  }

  /// SQLite would create the file with the process's mask; what people write is nobody else's business.
  private func createEmpty() throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { throw NotRegular() }
    let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SupportError.posix("open", path: path, errno: errno) }
    Foundation.close(descriptor)
  }

  private func withFolderLocked<Result>(_ body: () throws -> Result) throws -> Result {
    try FolderLock.hold(forFile: path) {
      do { return try body() } catch let error as any HintedError { throw error } catch {
        throw StoreError.cannotOpen(path, error)
      }
    }
  }

  private func setAside(because error: any Error) throws {
    let manager = FileManager.default
    let number = (1...).first { !manager.fileExists(atPath: "\(path).corrupt-\($0)") } ?? 1
    let target = "\(path).corrupt-\(number)"
    try manager.moveItem(atPath: path, toPath: target)
    for suffix in ["-wal", "-shm"] { try? manager.removeItem(atPath: path + suffix) }
    notice(
      StoreNotice(
        message: "the database \(path) could not be used (\(error)); it was moved to \(target) and made anew",
        setAside: target))
  }
}
