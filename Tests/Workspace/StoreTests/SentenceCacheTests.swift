import Foundation
import Store
import Support
import Synchronization
import Testing
import Text

@Suite struct SentenceCacheTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("sub/cache.sqlite")
  }

  @Test(arguments: [true, false])
  func returnsWhatWasInsertedInTheOrderAsked(onDisk: Bool) {
    let cache = open(onDisk: onDisk)
    cache.insert((0..<10).map { (key($0), value($0)) })
    let keys = [3, 99, 0, 3].map { key($0) }
    #expect(cache.values(for: keys) == [value(3), nil, value(0), value(3)])
  }

  @Test func resultsSurviveTheProcessOnceFlushed() {
    open().with {
      $0.insert((0..<700).map { (key($0), value($0)) })
      $0.close()
    }
    let cache = open()
    #expect(cache.values(for: (0..<701).map { key($0) }) == (0..<700).map(value) + [nil])
    #expect(cache.statistics.entries == 700)
  }

  @Test func anEmptyResultIsNotAMissingOne() {
    open().with {
      $0.insert([], for: key(1))
      $0.close()
    }
    #expect(open().value(for: key(1)) == [])
  }

  @Test(arguments: [
    ResultKind(model: "other", feature: "f", version: 1), ResultKind(model: "m", feature: "g", version: 1),
    ResultKind(model: "m", feature: "f", version: 2),
  ])
  func anotherModelFeatureOrVersionIsAnotherResult(kind: ResultKind) {
    let cache = open()
    cache.insert([1], for: key(1))
    cache.flush()
    #expect(cache.value(for: CacheKey(content: ContentHash("1"), kind: kind)) == nil)
  }

  @Test func replacesAResult() {
    open().with {
      $0.insert([1], for: key(1))
      $0.flush()
      $0.insert([2, 3], for: key(1))
      $0.close()
    }
    let cache = open()
    #expect(cache.value(for: key(1)) == [2, 3])
    #expect(cache.statistics.entries == 1)
  }

  @Test func findsOnDiskWhatMemoryForgot() {
    let cache = SentenceCache(configuration: .init(path: path, memoryLimit: 2000))
    cache.insert((0..<100).map { (key($0), value($0)) })
    #expect(cache.statistics.memoryBytes <= 2000)
    #expect(cache.values(for: (0..<100).map { key($0) }) == (0..<100).map(value))
    cache.flush()
    #expect(cache.values(for: (0..<100).map { key($0) }) == (0..<100).map(value))
  }

  @Test func twoProcessesShareOneFile() {
    let (a, b) = (open(), open())
    a.insert(value(1), for: key(1))
    b.insert(value(2), for: key(2))
    a.flush()
    b.flush()
    #expect(a.value(for: key(2)) == value(2))
    #expect(b.value(for: key(1)) == value(1))
  }

  @Test func manyTasksOnTwoInstancesLoseNothing() async {
    let caches = [open(), open()]
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for i in 0..<50 {
            caches[task % 2].insert(value(task * 50 + i), for: key(task * 50 + i))
            if i % 10 == task { caches[task % 2].flush() }
            _ = caches[task % 2].value(for: key(i))
          }
        }
      }
    }
    caches.forEach { $0.close() }
    #expect(open().values(for: (0..<400).map { key($0) }) == (0..<400).map(value))
  }

  @Test func evictsWhatWasUsedLongestAgo() {
    let clock = Mutex(0)
    let configuration = SentenceCache.Configuration(path: path, memoryLimit: 0, diskLimit: 100_000)
    let cache = SentenceCache(configuration: configuration, now: { clock.withLock { $0 } })
    for i in 0..<200 {
      clock.withLock { $0 = i }
      cache.insert([UInt8](repeating: 1, count: 936), for: key(i))
      if i % 10 == 9 { cache.flush() }
      if i >= 10, i % 10 == 5 { #expect(cache.value(for: key(0)) != nil) }
    }
    cache.flush()
    let statistics = cache.statistics
    #expect(statistics.bytes <= 110_000 && statistics.bytes > 50_000)
    #expect(statistics.evictions > 80)
    #expect(cache.value(for: key(0)) != nil, "used again and again")
    #expect(cache.value(for: key(20)) == nil)
    #expect(cache.value(for: key(199)) != nil)
  }

  @Test func countsHitsAndMisses() {
    let cache = open()
    cache.insert([1], for: key(1))
    _ = cache.values(for: [key(1), key(2), key(3), key(1)])
    #expect(cache.statistics.hits == 2 && cache.statistics.misses == 2 && cache.statistics.hitRate == 0.5)
  }

  @Test func worksInMemoryWhereTheFolderCannotBeMade() throws {
    let notices = Notices()
    try Data().write(to: URL(fileURLWithPath: folder.file("sub")))
    let cache = SentenceCache(configuration: .init(path: path), notice: notices.handler)
    cache.insert([1], for: key(1))
    cache.flush()
    #expect(cache.value(for: key(1)) == [1])
    #expect(notices.all.count == 1)
  }

  @Test func worksInMemoryAfterItWasClosed() {
    let cache = open()
    cache.close()
    cache.insert([1], for: key(1))
    cache.flush()
    #expect(cache.value(for: key(1)) == [1])
    #expect(cache.value(for: key(2)) == nil)
  }

  @Test func nobodyElseMayReadTheFile() throws {
    open().close()
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  private func open(onDisk: Bool = true) -> SentenceCache {
    SentenceCache(configuration: .init(path: onDisk ? path : nil))
  }
}

extension SentenceCache {
  fileprivate func with(_ body: (SentenceCache) -> Void) { body(self) }
}

private func key(_ i: Int) -> CacheKey {
  CacheKey(content: ContentHash("\(i)"), kind: ResultKind(model: "m", feature: "f", version: 1))
}

private func value(_ i: Int) -> [UInt8] { Array(repeating: UInt8(truncatingIfNeeded: i), count: i % 50 + 1) }
