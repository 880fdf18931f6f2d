import Synchronization

/// Tells when nobody has used the daemon for a while.
package final class IdleTimer: Sendable {
  private struct State {
    var users = 0
    var countdown: Task<Void, Never>?
  }

  private let timeout: Duration
  private let clock: any Clock<Duration>
  private let onIdle: @Sendable () -> Void
  private let state = Mutex(State())

  /// Calls `onIdle` when there were no users for `timeout`, counted from now or from the end of the last.
  package init(
    timeout: Duration, clock: any Clock<Duration> = ContinuousClock(), onIdle: @escaping @Sendable () -> Void
  ) {
    self.timeout = timeout
    self.clock = clock
    self.onIdle = onIdle
    state.withLock { $0.countdown = countdown() }
  }

  deinit { state.withLock { $0.countdown?.cancel() } }

  /// Somebody uses the daemon from now on.
  package func begin() {
    state.withLock { state in
      state.users += 1
      state.countdown?.cancel()
      state.countdown = nil
    }
  }

  /// A user that began is done.
  package func end() {
    state.withLock { state in
      state.users -= 1
      if state.users == 0 { state.countdown = countdown() }
    }
  }

  private func countdown() -> Task<Void, Never> {
    let (timeout, clock) = (timeout, clock)
    return Task { [weak self] in
      guard (try? await clock.sleep(for: timeout)) != nil else { return }
      self?.fire()
    }
  }

  private func fire() {
    if state.withLock({ $0.users == 0 && !Task.isCancelled }) { onIdle() }
  }
}
