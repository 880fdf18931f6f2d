import Synchronization

/// A value that is made when it is first asked for, once, however many ask at the same time.
///
/// A failure is remembered too: what could not be loaded is not tried again with every keystroke.
package final class OnceLoaded<Value: Sendable>: Sendable {
  private let task = Mutex<Task<Value, any Error>?>(nil)
  private let load: @Sendable () async throws -> Value

  package init(_ load: @escaping @Sendable () async throws -> Value) { self.load = load }

  /// The value; waits while it is being made.
  ///
  /// - Throws: what making it threw.
  package func value() async throws -> Value { try await start().value }

  /// Begins making the value without waiting for it.
  @discardableResult
  package func start() -> Task<Value, any Error> {
    task.withLock { task in
      if let task { return task }
      let load = load
      let started = Task { try await load() }
      task = started
      return started
    }
  }

  /// The value if it has been asked for and made successfully.
  package func ifLoaded() async -> Value? {
    guard let task = task.withLock({ $0 }) else { return nil }
    return try? await task.value
  }
}
