import Foundation
import GRDB
import Support
import Synchronization
import Text

/// The sentence cache's tables.
///
/// `entry` holds the results, `usage` one small row for each, so that marking rows as used and choosing what to evict
/// never touches the large rows. Nothing throws: a cache that cannot be read is empty, and one that is corrupt is
/// replaced while it is in use. Thread-safe; reads run side by side, writes one after the other.
final class CacheDatabase: Sendable {
  /// A result on its way to the disk.
  struct Write {
    let key: CacheKey
    let value: [UInt8]
  }

  private struct Handle {
    var pool: DatabasePool?
    var inode: UInt64?
    var hasReportedFailure = false
    var checkedDay: Int?
  }

  private let file: StoreFile
  private let handle: Mutex<Handle>

  init(path: String, notice: @escaping StoreNoticeHandler) throws {
    file = StoreFile(
      path: path, migrator: Self.migrator, recovery: .setAside, isDurable: false, notice: notice)
    handle = Mutex(Handle(pool: try file.open(), inode: file.inode()))
  }

  /// The results that are stored, by key.
  ///
  /// One query for each few hundred keys.
  func read(_ keys: [CacheKey]) -> [CacheKey: [UInt8]] {
    attempt { pool in
      try pool.unsafeRead { db in
        var found: [CacheKey: [UInt8]] = [:]
        for start in stride(from: 0, to: keys.count, by: Self.batch) {
          try Self.read(keys[start..<min(start + Self.batch, keys.count)], from: db, into: &found)
        }
        return found
      }
    } ?? [:]
  }

  /// Stores `writes` and stamps them and the rows `touched` as used at `now` (seconds), in one transaction.
  func write(_ writes: [Write], touched: Set<Int64>, now: Int) {
    attempt { pool in
      try pool.write { db in
        let entry = try db.cachedStatement(
          sql: "INSERT OR REPLACE INTO entry (id, content, kind, value) VALUES (?, ?, ?, ?)")
        let usage = try db.cachedStatement(sql: "INSERT OR REPLACE INTO usage (id, used, bytes) VALUES (?, ?, ?)")
        for write in writes {
          let key = write.key
          try entry.execute(
            arguments: [key.row, key.content.data, Int64(bitPattern: key.kind.seed), Data(write.value)])
          try usage.execute(arguments: [key.row, now, write.value.count + Self.overhead])
        }
        let stamp = try db.cachedStatement(sql: "UPDATE usage SET used = ? WHERE id = ?")
        for row in touched { try stamp.execute(arguments: [now, row]) }
      }
    }
  }

  /// Looks for damage that no statement would stumble over, unless that was done on this `day` (since any fixed one) already.
  ///
  /// A row whose number is damaged hides its neighbours, which are then computed at every start and stored in vain. O(size of the
  /// file), once a day for all processes together; writers are not held up.
  func check(day: Int) {
    let isDue = handle.withLock { handle in
      defer { handle.checkedDay = day }
      return handle.checkedDay != day
    }
    guard isDue else { return }
    attempt { pool in
      guard try pool.unsafeRead({ try Int.fetchOne($0, sql: "PRAGMA user_version") }) != day else { return }
      guard try StoreFile.isSound(pool) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "damaged") }
      try pool.write { try $0.execute(sql: "PRAGMA user_version = \(day)") }
    }
  }

  /// Deletes what was used longest ago until at most `limit` bytes are left, and gives the pages back.
  ///
  /// - Returns: how many results were deleted.
  func evict(downTo limit: Int) -> Int {
    attempt { pool in
      var rows = try pool.read { try Self.oldest($0, downTo: limit) }[...]
      let count = rows.count
      while !rows.isEmpty {
        let chunk = rows.prefix(1000)
        rows = rows.dropFirst(1000)
        try pool.write { db in
          for row in chunk {
            try db.execute(sql: "DELETE FROM entry WHERE id = ?", arguments: [row])
            try db.execute(sql: "DELETE FROM usage WHERE id = ?", arguments: [row])
          }
        }
      }
      if count > 0 { try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA incremental_vacuum") } }
      return count
    } ?? 0
  }

  /// How many results are stored and how many bytes they take, by a scan of `usage`.
  func size() -> (entries: Int, bytes: Int) {
    attempt { pool in
      try pool.read { db in
        guard let row = try Row.fetchOne(db, sql: "SELECT count(*), ifnull(sum(bytes), 0) FROM usage") else {
          return (0, 0)
        }
        return (row[0], row[1])
      }
    } ?? (0, 0)
  }

  /// Folds the write-ahead log into the file and closes it; reads find nothing afterwards.
  func close() {
    let pool = handle.withLock { handle in
      defer { handle.pool = nil }
      return handle.pool
    }
    if let pool { StoreFile.close(pool) }
  }

  /// Runs `body`; where it meets corruption the file is replaced and `body` runs once more, on the empty one, so that what it
  /// writes is not lost.
  ///
  /// Other failures (a full disk) are reported once and cost a result.
  @discardableResult
  private func attempt<Result>(_ body: (DatabasePool) throws -> Result) -> Result? {
    for _ in 0..<2 {
      guard let (pool, inode) = handle.withLock({ handle in handle.pool.map { ($0, handle.inode) } }) else { break }
      do { return try body(pool) } catch {
        guard isDamaged(pool, after: error) else { break }
        replace(pool, inode: inode, because: error)
      }
    }
    return nil
  }

  /// Whether the file is to blame for `error`; other failures are reported, and a file is checked for them only once.
  private func isDamaged(_ pool: DatabasePool, after error: any Error) -> Bool {
    let isFirst = handle.withLock { !$0.hasReportedFailure }
    if StoreFile.isDamaged(pool, after: error, isThorough: isFirst) { return true }
    if isFirst { report(error) }
    return false
  }

  private func replace(_ broken: DatabasePool, inode: UInt64?, because error: any Error) {
    handle.withLock { handle in
      guard handle.pool === broken else { return }
      do { handle.pool = try file.reopen(after: error, inode: inode) } catch { handle.pool = nil }
      (handle.inode, handle.hasReportedFailure) = (file.inode(), false)
    }
  }

  private func report(_ error: any Error) {
    let isFirst = handle.withLock { handle in
      defer { handle.hasReportedFailure = true }
      return !handle.hasReportedFailure
    }
    guard isFirst else { return }
    file.notice(
      StoreNotice(
        message: "the cache \(file.path) cannot be used for now (\(error)); work goes on without", setAside: nil))
  }
}

extension CacheDatabase {
  /// The most keys in one query.
  private static let batch = 256
  /// What a row costs beside its value, in bytes.
  private static let overhead = 64

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(
        sql: """
          CREATE TABLE entry (id INTEGER PRIMARY KEY, content BLOB NOT NULL, kind INTEGER NOT NULL, value BLOB NOT NULL);
          CREATE TABLE usage (id INTEGER PRIMARY KEY, used INTEGER NOT NULL, bytes INTEGER NOT NULL);
          """)
    }
    return migrator
  }

  /// Reads one batch; the statement's size is rounded up so that few statements need to be compiled.
  private static func read(
    _ keys: ArraySlice<CacheKey>, from db: GRDB.Database, into found: inout [CacheKey: [UInt8]]
  ) throws {
    let size = keys.count == 1 ? 1 : keys.count <= 16 ? 16 : batch
    let marks = String(repeating: "?,", count: size).dropLast()
    let statement = try db.cachedStatement(sql: "SELECT id, content, kind, value FROM entry WHERE id IN (\(marks))")
    let wanted = Dictionary(grouping: keys, by: \.row)
    let rows: [Int64?] = wanted.keys.map { $0 }
    let padding = [Int64?](repeating: nil, count: size - rows.count)
    let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(rows + padding))
    while let row = try cursor.next() {
      let content = ContentHash(data: row[1])
      let kind = UInt64(bitPattern: row[2])
      guard let key = wanted[row[0]]?.first(where: { $0.content == content && $0.kind.seed == kind }) else { continue }
      found[key] = try row.withUnsafeData(atIndex: 3) { $0.map { [UInt8]($0) } ?? [] }
    }
  }

  /// The rows used longest ago whose deletion leaves at most `limit` bytes.
  private static func oldest(_ db: GRDB.Database, downTo limit: Int) throws -> [Int64] {
    var excess = (try Int.fetchOne(db, sql: "SELECT ifnull(sum(bytes), 0) FROM usage") ?? 0) - limit
    var rows: [Int64] = []
    let cursor = try Row.fetchCursor(db, sql: "SELECT id, bytes FROM usage ORDER BY used, id")
    while excess > 0, let row = try cursor.next() {
      rows.append(row[0])
      excess -= row[1]
    }
    return rows
  }
}
