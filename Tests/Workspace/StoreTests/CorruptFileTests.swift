import Foundation
import GRDB
import TestSupport
import Testing
import Text

@testable import Store

/// A file that cannot be used is set aside and made anew; nobody waits, nothing crashes, and a person is told.
@Suite struct CorruptFileTests {
  let folder: TemporaryFolder
  let path: String
  let notices = Notices()

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("cache.sqlite")
  }

  @Test(arguments: [10, 100, 5000])
  func randomBytesAreSetAside(count: Int) throws {
    var random = SeededRandom(3)
    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    checkWorks()
    #expect(try Data(contentsOf: URL(fileURLWithPath: path + ".corrupt-1")) == Data(bytes))
    #expect(notices.all.map(\.setAside) == [path + ".corrupt-1"])
  }

  @Test(arguments: [1, 50, 99, 100, 512, 4095, 4096, 4097, 8192, 20000, 40000, 100_000])
  func aTruncatedFileDoesNoHarm(count: Int) throws {
    try fill()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try #require(bytes.count > count)
    try bytes.prefix(count).write(to: URL(fileURLWithPath: path))
    checkWorks()
  }

  @Test(arguments: 0..<12)
  func damagedPagesDoNoHarm(seed: Int) throws {
    try fill()
    var random = SeededRandom(UInt64(seed))
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for _ in 0..<20 {
      let at = Int.random(in: 0..<bytes.count - 64, using: &random)
      for i in at..<at + 64 { bytes[i] = UInt8.random(in: 0...255, using: &random) }
    }
    try bytes.write(to: URL(fileURLWithPath: path))
    checkWorks()
  }

  @Test func aFolderInItsPlaceIsSetAside() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    checkWorks()
    #expect(notices.all.count == 1)
  }

  @Test func aNewerSchemaIsSetAside() throws {
    try fill()
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999')") }
    try queue.close()
    checkWorks()
    #expect(notices.all.count == 1)
    #expect(notices.all.first?.message.contains("newer version") == true)
  }

  @Test func setsAsideUnderTheNextFreeNumber() throws {
    for n in 1...3 {
      try Data("no database at all, number \(n)".utf8).write(to: URL(fileURLWithPath: path))
      try? FileManager.default.removeItem(atPath: path + "-wal")
      checkWorks()
      #expect(FileManager.default.fileExists(atPath: path + ".corrupt-\(n)"))
    }
  }

  @Test func feedbackInABrokenFileIsSetAsideToo() throws {
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: path))
    let store = try FeedbackStore(path: path, notice: notices.handler)
    #expect(try store.all().isEmpty)
    #expect(notices.all.count == 1)
  }

  /// Opens the cache, reads and writes everything, and expects it to remember what was written.
  private func checkWorks(sourceLocation: SourceLocation = #_sourceLocation) {
    // On another day, so that the file is looked over: some damage nothing would stumble over.
    let cache = SentenceCache(configuration: .init(path: path), now: { 86_400 }, notice: notices.handler)
    for (i, found) in cache.values(for: (0..<300).map(key)).enumerated() where found != nil {
      // Checksums are not kept: a damaged value can come back, never that of another key's length and kind.
      #expect(found?.count == 500, "entry \(i)", sourceLocation: sourceLocation)
    }
    cache.insert((0..<300).map { (key($0), [UInt8](repeating: 2, count: 500)) })
    cache.flush()
    cache.insert((0..<300).map { (key($0), [UInt8](repeating: 3, count: 500)) })
    cache.close()
    let again = SentenceCache(configuration: .init(path: path), notice: notices.handler)
    defer { again.close() }
    let wrong = (0..<300).filter { again.value(for: key($0)) != [UInt8](repeating: 3, count: 500) }
    #expect(wrong == [], "\(notices.all.map(\.message))", sourceLocation: sourceLocation)
  }

  private func fill() throws {
    let cache = SentenceCache(configuration: .init(path: path))
    cache.insert((0..<300).map { (key($0), [UInt8](repeating: 1, count: 500)) })
    cache.close()
  }

  private func key(_ i: Int) -> CacheKey {
    CacheKey(content: ContentHash("\(i)"), kind: ResultKind(model: "m", feature: "f", version: 1))
  }
}
