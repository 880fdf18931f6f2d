import JSON
import JSONRPC
import Synchronization

/// The requests of one client that are not answered yet.
///
/// Thread-safe. A request leaves the table exactly once, so that it is answered exactly once.
final class RequestTable: Sendable {
  private let tasks = Mutex<[RequestID: Task<Void, Never>]>([:])

  /// How many requests wait.
  var count: Int { tasks.withLock { $0.count } }

  /// Whether a request with this id waits.
  func contains(_ id: RequestID) -> Bool { tasks.withLock { $0[id] != nil } }

  /// Starts `work` as the answer to `id`; it must call `remove` when it has answered.
  func start(_ id: RequestID, _ work: @escaping @Sendable () async -> Void) {
    // Under the lock, so that work which ends at once cannot remove the entry before it is there.
    tasks.withLock { $0[id] = Task { await work() } }
  }

  /// Forgets an answered request.
  func remove(_ id: RequestID) { tasks.withLock { _ = $0.removeValue(forKey: id) } }

  /// Asks the work on `id` to stop; it answers all the same.
  func cancel(_ id: RequestID) { tasks.withLock { $0[id] }?.cancel() }

  /// Asks all work to stop and waits until it has.
  func cancelAll() async {
    let running = tasks.withLock { Array($0.values) }
    for task in running { task.cancel() }
    for task in running { await task.value }
  }
}
