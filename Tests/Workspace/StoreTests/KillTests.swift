import Foundation
import GRDB
import Testing
import Text

@testable import Store

/// `kill -9` at any moment leaves a file that is whole and holds everything that was flushed.
@Suite struct KillTests {
  @Test func everythingFlushedSurvivesBeingKilledAgainAndAgain() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    for round in 0..<6 {
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, round = round as Int] in
        await KillTests.writeUntilKilled(folder: path, round: round)
      }
      try check(folder: path)
    }
  }

  private func check(folder: String) throws {
    let flushed = try String(contentsOfFile: folder + "/flushed", encoding: .utf8).split(separator: "\n").compactMap {
      Int($0)
    }
    try #require(!flushed.isEmpty)
    let notices = Notices()
    let cache = SentenceCache(configuration: .init(path: folder + "/cache.sqlite"), notice: notices.handler)
    for batch in flushed {
      let found = cache.values(for: (0..<20).map { Self.key(batch, $0) })
      #expect(found.allSatisfy { $0 == [UInt8](repeating: UInt8(truncatingIfNeeded: batch), count: 700) })
    }
    cache.close()
    #expect(notices.all.isEmpty)
    let verdict = try DatabaseQueue(path: folder + "/cache.sqlite").read {
      try String.fetchAll($0, sql: "PRAGMA integrity_check")
    }
    #expect(verdict == ["ok"])
  }

  /// Writes batches and notes each one once it is flushed, while another thread waits to kill the process: after a
  /// number of batches and then at some moment inside the next.
  private static func writeUntilKilled(folder: String, round: Int) async {
    let cache = SentenceCache(configuration: .init(path: folder + "/cache.sqlite", memoryLimit: 0))
    let log = open(folder + "/flushed", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var batch = round * 1000
    while true {
      if batch % 1000 == 2 + 3 * round { Thread.detachNewThread { killSoon(round) } }
      cache.insert((0..<20).map { (key(batch, $0), [UInt8](repeating: UInt8(truncatingIfNeeded: batch), count: 700)) })
      cache.flush()
      let line = "\(batch)\n"
      _ = line.withCString { write(log, $0, line.utf8.count) }
      batch += 1
    }
  }

  private static func killSoon(_ round: Int) {
    for _ in 0..<round * round * 40 { _ = getppid() }
    kill(getpid(), SIGKILL)
  }

  private static func key(_ batch: Int, _ i: Int) -> CacheKey {
    CacheKey(content: ContentHash("\(batch) \(i)"), kind: ResultKind(model: "m", feature: "f", version: 1))
  }
}
