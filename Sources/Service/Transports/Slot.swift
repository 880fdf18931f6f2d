import Synchronization

/// Carries a value out of a closure that runs on another thread.
final class Slot<Value: Sendable>: Sendable {
  private let stored = Mutex<Value?>(nil)

  var value: Value? {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }

  /// The value, which must have been set.
  func take() throws -> Value {
    guard let value else { throw TransportError(code: "io-error", message: "the connection was not made") }
    return value
  }
}
