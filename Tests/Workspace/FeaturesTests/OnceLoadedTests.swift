import Features
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct OnceLoadedTests {
  private struct Failure: Error, Equatable { let attempt: Int }

  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func next() -> Int {
      count.withLock { count in
        count += 1
        return count
      }
    }
  }

  @Test func `loads once, however many ask at the same time`() async throws {
    let counter = Counter()
    let value = OnceLoaded {
      await Task.yield()
      return counter.next()
    }
    #expect(await value.ifLoaded() == nil)
    #expect(counter.value == 0)
    let values = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<50 { group.addTask { try await value.value() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(values == Array(repeating: 1, count: 50))
    #expect(await value.ifLoaded() == 1)
    #expect(counter.value == 1)
  }

  @Test func `remembers a failure`() async {
    let counter = Counter()
    let value = OnceLoaded<Int> { throw Failure(attempt: counter.next()) }
    for _ in 0..<3 { await #expect(throws: Failure(attempt: 1)) { try await value.value() } }
    #expect(await value.ifLoaded() == nil)
    #expect(counter.value == 1)
  }

  @Test func `goes on loading for others when one who waits is cancelled`() async throws {
    let value = OnceLoaded {
      try Task.checkCancellation()
      return 7
    }
    let impatient = Task { try await value.value() }
    impatient.cancel()
    _ = try? await impatient.value
    #expect(try await value.value() == 7)
  }
}
