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
  /// - Throws: the client's `ResponseError`, or `CancellationError` when the connection closes first.
  func send(_ make: @Sendable (RequestID) -> Void) async throws -> JSONValue {
    try await withCheckedThrowingContinuation { (answer: Answer) in
      let id: RequestID? = state.withLock { state in
        guard !state.isClosed else { return nil }
        // A string, so that our ids never look like the client's own.
        let id = RequestID.string("stet-\(state.next)")
        state.next += 1
        state.waiting[id] = answer
        return id
      }
      guard let id else { return answer.resume(throwing: CancellationError()) }
      make(id)
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
