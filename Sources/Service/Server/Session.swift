import Documents
import Features
import JSON
import JSONRPC
import LSP
import Logging
import Options
import Support
import Synchronization
import Transports

/// One client: its connection, its documents, its position encoding, its requests.
///
/// Messages are taken in the order of the wire by `run`. Notifications are applied at once; requests run as tasks on what
/// they took of the session when they arrived. All state is behind one lock, held only for moments, never while waiting.
final class Session: Sendable {
  /// Where the session is in its life, as the protocol defines it.
  enum Phase: Sendable { case new, running, shutDown, exited }

  struct State: Sendable {
    var phase = Phase.new
    /// Whether the client said `shutdown`, as it must before `exit`.
    var wasShutDown = false
    var client = "unknown"
    var capabilities = ClientCapabilities.none
    var encoding = PositionEncoding.utf16
    var folders: [WorkspaceFolder] = []
    /// The client's settings, section `stet`.
    var settings: JSONValue?
    /// The options by folder, as far as they were asked for.
    var options: [String: Options] = [:]
    /// Counts the changes of what options are made from.
    var optionsVersion = 0
    /// Problems that the client has been told of.
    var told: Set<String> = []
    var documents: [DocumentURI: OpenDocument] = [:]
    /// Their names, those that were opened or saved last at the end.
    var handled: [DocumentURI] = []
    /// Work that follows edits, by document.
    var work: [DocumentURI: Task<Void, Never>] = [:]
    /// Long work that the client can cancel by its token.
    var progress: [ProgressToken: @Sendable () -> Void] = [:]
    var parent: ParentWatcher?
  }

  let id: Int
  let server: Server
  let log: Logger
  let requests = RequestTable()
  let clientRequests = PendingRequests()
  let personalTexts = PersonalTexts()
  private let connection: any MessageConnection
  private let state = Mutex(State())

  init(id: Int, server: Server, connection: any MessageConnection, log: Logger) {
    self.id = id
    self.server = server
    self.connection = connection
    var log = log
    log[metadataKey: "session"] = "\(id)"
    self.log = log
  }

  /// Reads or changes the state; `body` must not wait.
  func withState<Result: Sendable>(_ body: (inout sending State) -> sending Result) -> Result {
    state.withLock { body(&$0) }
  }

  var capabilities: ClientCapabilities { state.withLock { $0.capabilities } }
  var encoding: LSP.PositionEncoding { state.withLock { $0.encoding } }
  /// Whether the client fetches the diagnostics: it can, and it can be told to fetch them again when a word list changes.
  var pullsDiagnostics: Bool {
    let capabilities = capabilities
    return capabilities.pullsDiagnostics && capabilities.refreshesDiagnostics
  }

  /// The open document with this name.
  func document(_ uri: DocumentURI) -> OpenDocument? { state.withLock { $0.documents[uri] } }

  /// The document that a message is about, in its newest state.
  func document(for ordering: Ordering) -> (open: OpenDocument, state: OpenDocument.State)? {
    guard case .documentRequest(let uri) = ordering, let open = document(uri) else { return nil }
    return (open, open.state)
  }

  /// Serves the client until it says `exit` or its connection ends.
  ///
  /// - Returns: false when the client said `exit` without `shutdown`.
  func run() async -> Bool {
    do {
      for try await event in connection.events {
        handle(event)
        if state.withLock({ $0.phase == .exited }) { break }
      }
    } catch let error as FrameError {
      log.warning("closing a connection: \(error.message)")
      send(MessageEncoder.failure(id: nil, error: ResponseError(.parseError, error)))
    } catch { log.debug("a connection broke") }
    let isAbrupt = state.withLock { $0.phase == .exited && !$0.wasShutDown }
    await close()
    return !isAbrupt
  }

  /// Ends the connection; `run` returns soon after.
  func disconnect() { connection.close() }

  private func close() async {
    let (work, progress) = state.withLock { state in
      defer { (state.work, state.progress, state.documents, state.parent) = ([:], [:], [:], nil) }
      return (Array(state.work.values), Array(state.progress.values))
    }
    for task in work { task.cancel() }
    for cancel in progress { cancel() }
    clientRequests.close()
    await requests.cancelAll()
    connection.close()
  }
}

// MARK: Sending

extension Session {
  /// Sends a notification.
  func notify<Notification: LSPServerNotification>(_: Notification.Type, _ params: Notification.Params) {
    send(MessageEncoder.notification(method: Notification.method, params: params))
  }

  /// Sends a request and waits for the client's answer.
  ///
  /// - Throws: the client's error, `CancellationError` when the connection closes, `JSONError` for an answer of another shape.
  func ask<Request: LSPServerRequest>(_: Request.Type, _ params: Request.Params) async throws -> Request.Response {
    let answer = try await clientRequests.send { [self] id in
      send(MessageEncoder.request(id: id, method: Request.method, params: params))
    }
    return try Request.Response(json: answer)
  }

  func send(_ body: [UInt8]) { connection.send(body) }
}

// MARK: Receiving

extension Session {
  private func handle(_ event: FrameDecoder.Event) {
    switch event {
    case .message(let body): receive(body)
    case .rejected(let rejection): send(MessageEncoder.failure(id: rejection.id, error: rejection.error))
    }
  }

  private func receive(_ body: [UInt8]) {
    do {
      switch try Message(parsing: body) {
      case .request(let id, let method, let params): answer(id, method, params ?? .null)
      case .notification(let method, let params): take(method, params ?? .null)
      case .response(let id?, let result): clientRequests.answer(id, result)
      case .response(nil, _): log.debug("a response without an id")
      }
    } catch { send(MessageEncoder.failure(id: error.id, error: error.error)) }
  }

  private func answer(_ id: RequestID, _ method: String, _ params: JSONValue) {
    do {
      let handler = try handler(of: id, method)
      let work = try handler.prepare(params, id, self)
      // What changes the meaning of later messages is answered before they are read: nothing may overtake the answer.
      if case .done(let body) = work { return send(body) }
      guard case .task(let work) = work else { return }
      requests.start(id) { [self] in
        let body: [UInt8]
        do { body = try await work() } catch {
          body = MessageEncoder.failure(id: id, error: ResponseError(answering: error))
        }
        requests.remove(id)
        send(body)
      }
    } catch { send(MessageEncoder.failure(id: id, error: ResponseError(answering: error))) }
  }

  /// The handler of a request that may be asked now.
  private func handler(of id: RequestID, _ method: String) throws -> RequestHandler {
    switch state.withLock({ $0.phase }) {
    case .new where method != InitializeRequest.method:
      throw ResponseError(.serverNotInitialized, "the first request must be initialize")
    case .running where method == InitializeRequest.method:
      throw ResponseError(.invalidRequest, "the session is initialized already")
    case .shutDown, .exited: throw ResponseError(.invalidRequest, "the session is shut down")
    default: break
    }
    guard let handler = HandlerTable.standard.requests[method] else { throw ResponseError.methodNotFound(method) }
    guard !requests.contains(id) else {
      throw ResponseError(.invalidRequest, "a request with this id is still being answered")
    }
    guard requests.count < server.limits.requestsPerSession else {
      throw ServerError.tooManyRequests(server.limits.requestsPerSession)
    }
    return handler
  }

  private func take(_ method: String, _ params: JSONValue) {
    guard let handler = HandlerTable.standard.notifications[method] else {
      if !method.hasPrefix("$/") { log.debug("an unknown notification", metadata: ["method": "\(method.prefix(80))"]) }
      return
    }
    let phase = state.withLock { $0.phase }
    // Before `initialize` every notification but `exit` is dropped, as the protocol says.
    guard phase == .running || method == ExitNotification.method else { return }
    do { try handler.run(params, self) } catch {
      log.warning("a notification that cannot be read", metadata: ["method": "\(method)", "reason": "\(error)"])
    }
  }
}
