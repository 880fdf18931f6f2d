package import JSON
import Synchronization

/// The requests that this side has sent over one connection and that the other side has not answered yet.
///
/// Thread-safe; any number may wait at a time.
package final class PendingRequests: Sendable {
  private typealias Answer = CheckedContinuation<JSONValue, any Error>

  private struct State {
    var next = 1
    var waiting: [RequestID: Answer] = [:]
    var isClosed = false
  }

  private let state = Mutex(State())

  package init() {}

  /// Sends a request and waits for its answer.
  ///
  /// - Parameter make: hands the body to the connection; called once with the id in place.
  /// - Throws: the other side's `ResponseError`, or `CancellationError` when the connection closes or the task is cancelled first.
  package func send(_ make: @Sendable (RequestID) -> Void) async throws -> JSONValue {
    let id = newID()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (answer: Answer) in
        // Looked at under the lock: a cancellation either finds the entry or is seen here.
        let isWaiting = state.withLock { state in
          guard !state.isClosed, !Task.isCancelled else { return false }
          state.waiting[id] = answer
          return true
        }
        guard isWaiting else { return answer.resume(throwing: CancellationError()) }
        make(id)
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(throwing: CancellationError())
    }
  }

  private func newID() -> RequestID {
    state.withLock { state in
      defer { state.next += 1 }
      // A string, so that our ids never look like those of the other side.
      return .string("stet-\(state.next)")
    }
  }

  /// Takes in an answer; one that nobody waits for is dropped.
  package func answer(_ id: RequestID, _ result: Result<JSONValue, ResponseError>) {
    state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(with: result.mapError { $0 })
  }

  /// Ends every wait: the connection is gone.
  package func close() {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for answer in waiting { answer.resume(throwing: CancellationError()) }
  }
}
