import Dispatch
import Foundation
import Support
import Synchronization
import Text

/// Results of sentence analysis: a bounded memory over a database that all documents, clients and processes share.
///
/// Thread-safe. Reads may query the database on the caller's thread, one query for each few hundred keys; writes only
/// queue, and a background queue stores them in one transaction. Nothing throws: a cache that cannot be used costs time,
/// never a result, and `notice` hears why. A crash loses at most what was not yet flushed.
package final class SentenceCache: Sendable {
  /// Where the results lie and how much room they get.
  package struct Configuration: Sendable {
    /// The database file; nil keeps everything in memory.
    package var path: String?
    /// The most bytes of results in memory.
    package var memoryLimit: Int
    /// The most bytes of results in the file; beyond it what was used longest ago goes.
    package var diskLimit: Int

    package init(path: String?, memoryLimit: Int = 64 << 20, diskLimit: Int = 512 << 20) {
      self.path = path
      self.memoryLimit = memoryLimit
      self.diskLimit = diskLimit
    }
  }

  private struct Entry {
    let value: [UInt8]
    /// When the row was last marked as used, in seconds.
    var stamp: Int
  }

  private struct State {
    var memory: LRUCache<CacheKey, Entry>
    /// Waiting for the next transaction.
    var queued: [CacheKey: [UInt8]] = [:]
    var queuedBytes = 0
    /// In the transaction that runs now.
    var writing: [CacheKey: [UInt8]] = [:]
    var touched: Set<Int64> = []
    var isFlushScheduled = false
    var bytesSinceSizeCheck = Int.max / 2
    var hits = 0
    var misses = 0
    var evictions = 0
    var dropped = 0
  }

  private let configuration: Configuration
  private let database: CacheDatabase?
  private let state: Mutex<State>
  private let writer = DispatchQueue(label: "stet.store.cache")
  private let now: @Sendable () -> Int

  /// Opens the cache.
  ///
  /// Where that fails the cache lives in memory only and `notice` says so.
  ///
  /// - Parameter now: seconds since some fixed time; a seam for tests.
  package init(
    configuration: Configuration, now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970) },
    notice: @escaping StoreNoticeHandler = { _ in }
  ) {
    self.configuration = configuration
    self.now = now
    state = Mutex(State(memory: LRUCache(limit: configuration.memoryLimit)))
    do { database = try configuration.path.map { try CacheDatabase(path: $0, notice: notice) } } catch {
      database = nil
      notice(StoreNotice(message: "working without a cache on disk: \(error)", setAside: nil))
    }
  }

  /// The result of `key`, or nil when it is not known.
  package func value(for key: CacheKey) -> [UInt8]? { values(for: [key])[0] }

  /// The results of `keys`, nil where one is not known, in the same order.
  package func values(for keys: [CacheKey]) -> [[UInt8]?] {
    let time = now()
    var results = [[UInt8]?](repeating: nil, count: keys.count)
    state.withLock { state in
      for (i, key) in keys.enumerated() { results[i] = Self.remembered(key, &state, time) }
    }
    let missing = keys.indices.filter { results[$0] == nil }
    let found = missing.isEmpty ? [:] : database?.read(missing.map { keys[$0] }) ?? [:]
    for i in missing { results[i] = found[keys[i]] }
    let misses = missing.count { results[$0] == nil }
    state.withLock { state in
      state.hits += keys.count - misses
      state.misses += misses
      for (key, value) in found {
        state.memory.insert(Entry(value: value, stamp: time), for: key, cost: Self.cost(value))
        state.touched.insert(key.row)
      }
      if !found.isEmpty { schedule(&state) }
    }
    return results
  }

  /// Remembers one result and queues it for the disk; returns at once.
  package func insert(_ value: [UInt8], for key: CacheKey) { insert([(key, value)]) }

  /// Remembers results and queues them for the disk; returns at once.
  ///
  /// When the disk cannot keep up, results beyond 32 MB of queue are kept in memory only.
  package func insert(_ results: [(key: CacheKey, value: [UInt8])]) {
    let time = now()
    state.withLock { state in
      for (key, value) in results {
        state.memory.insert(Entry(value: value, stamp: time), for: key, cost: Self.cost(value))
        guard database != nil else { continue }
        guard state.queuedBytes < Self.queueLimit else {
          state.dropped += 1
          continue
        }
        state.queuedBytes += value.count - (state.queued[key]?.count ?? 0)
        state.queued[key] = value
      }
      schedule(&state)
    }
  }

  /// Stores everything queued so far before it returns.
  package func flush() { writer.sync { drain() } }

  /// Flushes and closes the file; the cache then works in memory only.
  package func close() {
    flush()
    database?.close()
  }
}

extension SentenceCache {
  private static let queueLimit = 32 << 20
  /// A row is marked as used again only after this many seconds.
  private static let stampInterval = 3600
  /// How long results are gathered before they are written.
  private static let delay = DispatchTimeInterval.milliseconds(100)

  /// The bytes that an entry takes in memory, roughly.
  private static func cost(_ value: [UInt8]) -> Int { value.count + 128 }

  private static func remembered(_ key: CacheKey, _ state: inout State, _ time: Int) -> [UInt8]? {
    if let entry = state.memory.value(for: key) {
      if time - entry.stamp > stampInterval {
        state.memory.insert(Entry(value: entry.value, stamp: time), for: key, cost: cost(entry.value))
        state.touched.insert(key.row)
      }
      return entry.value
    }
    return state.queued[key] ?? state.writing[key]
  }

  private func schedule(_ state: inout State) {
    guard database != nil, !state.isFlushScheduled else { return }
    state.isFlushScheduled = true
    // Holds the cache, so that what was queued last is stored even when nobody else does.
    writer.asyncAfter(deadline: .now() + Self.delay) { self.drain() }
  }

  /// Writes the queue in one transaction.
  ///
  /// Runs on `writer` only.
  private func drain() {
    guard let database else { return }
    let (writes, touched, isCheckDue) = state.withLock { state in
      let bytes = state.queuedBytes
      state.writing = state.queued
      state.queued = [:]
      state.queuedBytes = 0
      state.isFlushScheduled = false
      state.bytesSinceSizeCheck += bytes
      let isDue = state.bytesSinceSizeCheck > configuration.diskLimit / 16
      if isDue { state.bytesSinceSizeCheck = 0 }
      defer { state.touched = [] }
      return (state.writing, state.touched, isDue && bytes > 0)
    }
    if !writes.isEmpty || !touched.isEmpty {
      database.check(day: now() / 86_400)
      database.write(
        writes.map { CacheDatabase.Write(key: $0.key, value: $0.value) },
        touched: touched.subtracting(writes.keys.map(\.row)), now: now())
    }
    let evicted =
      isCheckDue && database.size().bytes > configuration.diskLimit
      ? database.evict(downTo: configuration.diskLimit / 10 * 9) : 0
    state.withLock { state in
      state.writing = [:]
      state.evictions += evicted
    }
  }
}

extension SentenceCache {
  /// What the cache holds and how well it does.
  package struct Statistics: Sendable, Equatable {
    /// Results on disk, or in memory when there is no file.
    package let entries: Int
    /// Bytes of results on disk, or in memory when there is no file.
    package let bytes: Int
    /// Results in memory.
    package let memoryEntries: Int
    /// Bytes of results in memory.
    package let memoryBytes: Int
    /// Lookups that found a result, since the start of the process.
    package let hits: Int
    /// Lookups that found none.
    package let misses: Int
    /// Results deleted from the disk to stay within the limit, by this process.
    package let evictions: Int
    /// Results that were not queued because the disk could not keep up.
    package let dropped: Int
    /// The share of lookups that found a result, 0 to 1; 0 before the first lookup.
    package var hitRate: Double { hits + misses == 0 ? 0 : Double(hits) / Double(hits + misses) }
  }

  /// The current statistics.
  ///
  /// Scans one small table: O(entries), about a millisecond for 100,000.
  package var statistics: Statistics {
    let size = database?.size()
    return state.withLock { state in
      Statistics(
        entries: size?.entries ?? state.memory.count, bytes: size?.bytes ?? state.memory.cost,
        memoryEntries: state.memory.count, memoryBytes: state.memory.cost, hits: state.hits, misses: state.misses,
        evictions: state.evictions, dropped: state.dropped)
    }
  }
}
