import Foundation
import Synchronization
import Testing
import Transports

@Suite(.timeLimit(.minutes(1))) struct WatchTests {
  @Test func `the end of a process is noticed, not before`() async throws {
    let process = Process()
    let input = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "read line"]
    process.standardInput = input
    try process.run()
    let (exits, exit) = AsyncStream<Bool>.makeStream()
    let isAsked = Atomic(false)
    let watcher = ParentWatcher(process: Int(process.processIdentifier)) {
      exit.yield(isAsked.load(ordering: .sequentiallyConsistent))
    }
    isAsked.store(true, ordering: .sequentiallyConsistent)
    try input.fileHandleForWriting.close()
    var iterator = exits.makeAsyncIterator()
    #expect(await iterator.next() == true)
    process.waitUntilExit()
    watcher.cancel()
  }

  @Test func `a process that is not there has ended`() async {
    let (exits, exit) = AsyncStream<Void>.makeStream()
    let watcher = ParentWatcher(process: Int(Int32.max)) { exit.yield() }
    var iterator = exits.makeAsyncIterator()
    await iterator.next()
    watcher.cancel()
  }

  /// A clock that stands still until it is told to move.
  final class ManualClock: Clock, Sendable {
    struct State {
      var now = ContinuousClock.now
      var sleeping: [(deadline: ContinuousClock.Instant, wake: CheckedContinuation<Void, Never>)] = []
    }
    let state = Mutex(State())
    let (sleeps, slept) = AsyncStream<Void>.makeStream()

    var now: ContinuousClock.Instant { state.withLock(\.now) }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
      await withCheckedContinuation { continuation in
        state.withLock { $0.sleeping.append((deadline, continuation)) }
        slept.yield()
      }
      try Task.checkCancellation()
    }

    func advance(_ duration: Duration) {
      let woken = state.withLock { state in
        state.now += duration
        let now = state.now
        defer { state.sleeping.removeAll { $0.deadline <= now } }
        return state.sleeping.filter { $0.deadline <= now }
      }
      for sleeper in woken { sleeper.wake.resume() }
    }
  }

  @Test func `idleness is counted from the end of the last user`() async {
    let clock = ManualClock()
    let (idles, idle) = AsyncStream<Void>.makeStream()
    let count = Atomic(0)
    var sleeps = clock.sleeps.makeAsyncIterator()
    let timer = IdleTimer(timeout: .seconds(10), clock: clock) {
      count.add(1, ordering: .sequentiallyConsistent)
      idle.yield()
    }
    await sleeps.next()
    timer.begin()
    timer.begin()
    timer.end()
    clock.advance(.seconds(60))
    timer.end()
    await sleeps.next()
    clock.advance(.seconds(9))
    #expect(count.load(ordering: .sequentiallyConsistent) == 0)
    clock.advance(.seconds(1))
    var iterator = idles.makeAsyncIterator()
    await iterator.next()
    #expect(count.load(ordering: .sequentiallyConsistent) == 1)
  }
}
