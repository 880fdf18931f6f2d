import JSON
import JSONRPC
import Synchronization

/// The requests that the server has sent to one client and that the client has not answered yet.
///
/// Thread-safe.
final class ClientRequests: Sendable {
  private typealias Answer = CheckedContinuation<JSONValue, any Error>

  private struct State {
    var next = 1
    var waiting: [RequestID: Answer] = [:]
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Sends a request and waits for its answer.
  ///
  /// - Parameter send: hands the body to the connection; called once with the id in place.
  /// - Throws: the client's `ResponseError`, or `CancellationError` when the connection closes or the task is cancelled first.
  func send(_ make: @Sendable (RequestID) -> Void) async throws -> JSONValue {
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
      // A string, so that our ids never look like the client's own.
      return .string("stet-\(state.next)")
    }
  }

  /// Takes in an answer; one that nobody waits for is dropped.
  func answer(_ id: RequestID, _ result: Result<JSONValue, ResponseError>) {
    state.withLock { $0.waiting.removeValue(forKey: id) }?.resume(with: result.mapError { $0 })
  }

  /// Ends every wait: the connection is gone.
  func close() {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for answer in waiting { answer.resume(throwing: CancellationError()) }
  }
}
