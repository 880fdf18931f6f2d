import JSON
import JSONRPC
import Synchronization
import Testing
import Transports

/// One end of a session that speaks JSON, as an editor would.
///
/// A task takes what the server says for as long as the connection lives. Waiting is for messages, never for time.
final class TestClient: Sendable {
  /// What the server has said by itself.
  struct Said: Sendable {
    let method: String
    let params: JSONValue
  }

  /// The connection ended before what was waited for came.
  struct Ended: Error {}

  private struct Waiter {
    let method: String
    let matches: @Sendable (JSONValue) -> Bool
    let answer: CheckedContinuation<JSONValue, any Error>
  }

  private struct State {
    var lastID = 0
    var answers: [RequestID: Result<JSONValue, ResponseError>] = [:]
    var asking: [RequestID: CheckedContinuation<JSONValue, any Error>] = [:]
    /// Every notification and request of the server, in order.
    var said: [Said] = []
    /// How many of `said` were looked at, by method.
    var seen: [String: Int] = [:]
    var waiters: [Waiter] = []
    var failures: [ResponseError] = []
    var answering: [String: @Sendable (JSONValue) -> JSONValue?] = [:]
    var isEnded = false
  }

  let connection: InProcessConnection
  /// Ends when the server has left the session.
  let session: Task<Void, Never>
  private let state = Mutex(State())

  init(connection: InProcessConnection, session: Task<Void, Never>) {
    self.connection = connection
    self.session = session
    let events = connection.events
    // Weakly, so that a client which nobody holds any more hangs up.
    Task { [weak self] in
      var iterator = events.makeAsyncIterator()
      while let event = try? await iterator.next() {
        if case .message(let body) = event { self?.take(body) }
      }
      self?.end()
    }
  }

  deinit { hangUp() }

  /// Everything of one method that the server has said so far.
  func said(_ method: String) -> [JSONValue] { state.withLock { $0.said.filter { $0.method == method }.map(\.params) } }

  /// Errors that came without an id.
  var failures: [ResponseError] { state.withLock { $0.failures } }

  /// How this client answers a request of the server; nil for never.
  func answer(_ method: String, _ answer: @escaping @Sendable (JSONValue) -> JSONValue?) {
    state.withLock { $0.answering[method] = answer }
  }
}

// MARK: Speaking

extension TestClient {
  func send(_ text: String) { connection.send(Array(text.utf8)) }

  func hangUp() { connection.close() }

  func notify(_ method: String, _ params: JSONValue = [:]) {
    connection.send(MessageEncoder.notification(method: method, params: params))
  }

  /// Sends a request and does not wait.
  func begin(_ method: String, _ params: JSONValue = [:], id: RequestID? = nil) -> RequestID {
    let id =
      id
      ?? state.withLock { state in
        state.lastID += 1
        return .number(state.lastID)
      }
    connection.send(MessageEncoder.request(id: id, method: method, params: params))
    return id
  }

  func cancel(_ id: RequestID) {
    switch id {
    case .number(let number): notify("$/cancelRequest", ["id": .integer(Int64(number))])
    case .string(let text): notify("$/cancelRequest", ["id": .string(text)])
    }
  }

  /// Waits for the answer to a request.
  ///
  /// - Throws: the server's `ResponseError`, or `Ended`.
  func response(_ id: RequestID) async throws -> JSONValue {
    try await withCheckedThrowingContinuation { answer in
      let known: Result<JSONValue, any Error>? = state.withLock { state in
        if let known = state.answers.removeValue(forKey: id) { return known.mapError { $0 } }
        if state.isEnded { return .failure(Ended()) }
        state.asking[id] = answer
        return nil
      }
      if let known { answer.resume(with: known) }
    }
  }

  /// Sends a request and gives its result.
  @discardableResult
  func request(_ method: String, _ params: JSONValue = [:]) async throws -> JSONValue {
    try await response(begin(method, params))
  }

  /// The code of the error that a request is answered with; nil when it succeeds.
  func failure(_ method: String, _ params: JSONValue = [:]) async throws -> ErrorCode? {
    do {
      try await request(method, params)
      return nil
    } catch let error as ResponseError { return error.code }
  }

  /// The next of what the server says under `method` that matches; what was looked at before does not count.
  func next(_ method: String, _ matches: @escaping @Sendable (JSONValue) -> Bool = { _ in true }) async throws
    -> JSONValue
  {
    try await withCheckedThrowingContinuation { answer in
      let known: Result<JSONValue, any Error>? = state.withLock { state in
        let all = state.said.filter { $0.method == method }
        for (index, said) in all.enumerated().dropFirst(state.seen[method] ?? 0) where matches(said.params) {
          state.seen[method] = index + 1
          return .success(said.params)
        }
        state.seen[method] = all.count
        if state.isEnded { return .failure(Ended()) }
        state.waiters.append(Waiter(method: method, matches: matches, answer: answer))
        return nil
      }
      if let known { answer.resume(with: known) }
    }
  }
}

// MARK: Hearing

extension TestClient {
  private func take(_ body: [UInt8]) {
    guard let message = try? Message(parsing: body) else {
      Issue.record("the server sent no JSON-RPC")
      return
    }
    switch message {
    case .response(let id?, let result): take(id, result)
    case .response(nil, .failure(let error)): state.withLock { $0.failures.append(error) }
    case .response: _ = Issue.record("a result without an id")
    case .notification(let method, let params): take(method, params ?? .null)
    case .request(let id, let method, let params):
      let answering = state.withLock { $0.answering[method] }
      take(method, params ?? .null)
      let answer = answering.map { $0(params ?? .null) } ?? .null
      if let answer { connection.send(MessageEncoder.response(id: id, result: answer)) }
    }
  }

  private func take(_ id: RequestID, _ result: Result<JSONValue, ResponseError>) {
    let asking = state.withLock { state in
      let asking = state.asking.removeValue(forKey: id)
      if asking == nil {
        if state.answers[id] != nil { Issue.record("\(id) was answered twice") }
        state.answers[id] = result
      }
      return asking
    }
    asking?.resume(with: result.mapError { $0 })
  }

  private func take(_ method: String, _ params: JSONValue) {
    let waiters = state.withLock { state in
      state.said.append(Said(method: method, params: params))
      let met = state.waiters.filter { $0.method == method && $0.matches(params) }
      state.waiters.removeAll { $0.method == method && $0.matches(params) }
      let isAwaited = !met.isEmpty || state.waiters.contains { $0.method == method }
      if isAwaited { state.seen[method] = state.said.count { $0.method == method } }
      return met
    }
    for waiter in waiters { waiter.answer.resume(returning: params) }
  }

  private func end() {
    let (asking, waiters) = state.withLock { state in
      state.isEnded = true
      defer { (state.asking, state.waiters) = ([:], []) }
      return (Array(state.asking.values), state.waiters)
    }
    for answer in asking { answer.resume(throwing: Ended()) }
    for waiter in waiters { waiter.answer.resume(throwing: Ended()) }
  }
}

// MARK: What a person is told

extension TestClient {
  /// Waits for a message to the person with these words; others, such as that there is no model, may come before it.
  func isTold(_ words: String) async throws {
    _ = try await next("window/showMessage") { $0["message"]?.stringValue?.contains(words) == true }
  }

  /// How many messages to the person had these words so far.
  func timesTold(_ words: String) -> Int {
    said("window/showMessage").count { $0["message"]?.stringValue?.contains(words) == true }
  }
}
