import Support
import Synchronization
import Testing

/// Two things beside each other.
@Suite struct ConcurrentlyTests {
  private struct Failure: Error, Equatable { let name: String }

  @Test func `both results come back`() throws {
    let (number, text) = try concurrently({ 7 }, { "seven" })
    #expect(number == 7 && text == "seven")
  }

  @Test func `the first failure is told, and both have ended by then`() {
    let ended = Atomic<Int>(0)
    let error = #expect(throws: Failure.self) {
      try concurrently {
        defer { ended.add(1, ordering: .relaxed) }
        throw Failure(name: "first")
      } _: {
        defer { ended.add(1, ordering: .relaxed) }
        throw Failure(name: "second")
      }
    }
    #expect(error == Failure(name: "first") && ended.load(ordering: .relaxed) == 2)
  }
}
