import Synchronization

/// A value that is made on the thread that first asks for it; others wait until it is there.
///
/// For what takes a few milliseconds, such as opening a database: a process that never needs it never pays, and a server answers
/// its first request before it has touched the disk.
final class OnDemand<Value: Sendable>: Sendable {
  private let known = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// The value.
  var value: Value {
    known.withLock { known in
      if let known { return known }
      let value = make()
      known = value
      return value
    }
  }

  /// The value if somebody has asked for it.
  var ifMade: Value? { known.withLock { $0 } }
}
