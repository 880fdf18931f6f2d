import Foundation
import GRDB
import Support

extension DocumentIndex {
  /// Marks the file as Stet's, in SQLite's `application_id`: "Stet".
  private static let applicationID = 0x5374_6574

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(applicationID);
          CREATE TABLE origin (model TEXT NOT NULL, dimensions INTEGER NOT NULL);
          CREATE TABLE document (
            id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified INTEGER NOT NULL,
            content BLOB NOT NULL, title TEXT NOT NULL);
          CREATE TABLE passage (
            id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
            lower INTEGER NOT NULL, upper INTEGER NOT NULL, line INTEGER NOT NULL, content BLOB NOT NULL,
            snippet TEXT NOT NULL, vector BLOB NOT NULL);
          CREATE INDEX passage_document ON passage (document);
          """)
    }
    migrator.registerMigration("2") { db in
      try db.execute(
        sql: """
          ALTER TABLE document ADD COLUMN annotated TEXT NOT NULL DEFAULT '';
          CREATE TABLE mention (
            document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
            lower INTEGER NOT NULL, upper INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
            confidence REAL NOT NULL);
          CREATE INDEX mention_document ON mention (document);
          CREATE INDEX mention_key ON mention (key);
          """)
    }
    migrator.registerMigration("3") { db in
      try db.execute(
        sql: """
          ALTER TABLE origin ADD COLUMN identity BLOB NOT NULL DEFAULT x'';
          ALTER TABLE origin ADD COLUMN next_passage INTEGER NOT NULL DEFAULT 1;
          UPDATE origin SET identity = randomblob(16),
            next_passage = (SELECT ifnull(max(id), 0) + 1 FROM passage);
          """)
    }
    return migrator
  }

  /// Throws when the file holds something that is not an index, before anything is written to it.
  ///
  /// Reads the header directly: opening a foreign database in WAL mode would already change it. The layout is in
  /// https://www.sqlite.org/fileformat.html: the application id lies at byte 68. An index that was killed before its
  /// first checkpoint may still be empty.
  static func refuseForeign(_ path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else { return }
    defer { try? handle.close() }
    let header = [UInt8](try handle.read(upToCount: 100) ?? Data())
    if header.isEmpty { return }
    let id = header.count < 72 ? 0 : header[68..<72].reduce(0) { $0 << 8 | Int($1) }
    let isFresh = header.starts(with: "SQLite format 3\0".utf8) && FileManager.default.fileExists(atPath: path + "-wal")
    guard id == applicationID || id == 0 && isFresh else { throw StoreError.cannotOpen(path, Foreign()) }
  }

  private struct Foreign: Error, CustomStringConvertible {
    var description: String { "it is not an index of Stet" }
  }

  static func missing(_ path: String) -> StoreError {
    StoreError(
      code: "index-missing", message: "there is no index at \(path)", hint: "Make one with `stet index PATH...`.")
  }

  static func unreadable(_ path: String, _ error: StoreError) -> StoreError {
    StoreError(
      code: "index-unreadable", message: error.message,
      hint: "Choose another file with --index, or delete this one and run `stet index` again.")
  }

  static func mismatch(_ path: String) -> StoreError {
    StoreError(
      code: "index-model-mismatch", message: "the index \(path) was made with another model",
      hint: "Choose the model it was made with, or delete the file and run `stet index` again.")
  }
}
