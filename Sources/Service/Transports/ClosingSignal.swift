import Synchronization

/// Something that happens once and can be waited for by many.
final class ClosingSignal: Sendable {
  private struct State {
    var isSignalled = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// Wakes everyone, now and later.
  func signal() {
    let waiting = state.withLock { state in
      defer { state.waiting = [] }
      state.isSignalled = true
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Returns once `signal` was called.
  func wait() async {
    await withCheckedContinuation { continuation in
      let isSignalled = state.withLock { state in
        if !state.isSignalled { state.waiting.append(continuation) }
        return state.isSignalled
      }
      if isSignalled { continuation.resume() }
    }
  }
}
