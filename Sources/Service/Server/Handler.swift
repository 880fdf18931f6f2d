import JSON
import JSONRPC
import LSP

/// What a request works with: the session it came from and the document it is about, as it was when it arrived.
struct RequestContext: Sendable {
  let session: Session
  /// The document that the request names, nil when it names none or one that is not open.
  let document: (open: OpenDocument, state: OpenDocument.State)?

  /// The document that the request names.
  ///
  /// - Throws: `unknown-document` when it is not open.
  func requireDocument() throws -> (open: OpenDocument, state: OpenDocument.State) {
    guard let document else { throw ServerError.unknownDocument() }
    return document
  }
}

/// How one method is answered.
struct RequestHandler: Sendable {
  let method: String
  /// Reads the parameters and takes what the request needs of the session, in the order of the wire.
  let prepare: @Sendable (JSONValue, RequestID, Session) throws -> Work

  /// What is left to do once a request is prepared; both give the response's body.
  enum Work: Sendable {
    /// Nothing.
    case done([UInt8])
    /// This, beside everything else.
    case task(@Sendable () async throws -> [UInt8])
  }

  /// The handler of a request type.
  init<Request: LSPRequest>(
    _: Request.Type, _ body: @escaping @Sendable (Request.Params, RequestContext) async throws -> Request.Response
  ) {
    method = Request.method
    prepare = { json, id, session in
      let params: Request.Params
      do throws(JSONError) { params = try Request.Params(json: json) } catch {
        throw ResponseError(.invalidParams, error)
      }
      let context = RequestContext(session: session, document: session.document(for: Request.ordering(of: params)))
      return .task { MessageEncoder.response(id: id, result: try await body(params, context)) }
    }
  }

  /// The handler of a request that changes what every later message means: it is done before the next message is read.
  init<Request: LSPRequest>(
    inOrder _: Request.Type, _ body: @escaping @Sendable (Request.Params, Session) throws -> Request.Response
  ) {
    method = Request.method
    prepare = { json, id, session in
      let params: Request.Params
      do throws(JSONError) { params = try Request.Params(json: json) } catch {
        throw ResponseError(.invalidParams, error)
      }
      return .done(MessageEncoder.response(id: id, result: try body(params, session)))
    }
  }
}

/// What one notification does.
///
/// Runs in the order of the wire and must not wait.
struct NotificationHandler: Sendable {
  let method: String
  let run: @Sendable (JSONValue, Session) throws -> Void

  /// The handler of a notification type.
  init<Notification: LSPNotification>(
    _: Notification.Type, _ body: @escaping @Sendable (Notification.Params, Session) -> Void
  ) {
    method = Notification.method
    run = { json, session in body(try Notification.Params(json: json), session) }
  }
}

/// Every method that the server knows, by name.
struct HandlerTable: Sendable {
  let requests: [String: RequestHandler]
  let notifications: [String: NotificationHandler]

  init(requests: [RequestHandler], notifications: [NotificationHandler]) {
    self.requests = Dictionary(uniqueKeysWithValues: requests.map { ($0.method, $0) })
    self.notifications = Dictionary(uniqueKeysWithValues: notifications.map { ($0.method, $0) })
  }

  /// The whole server, one line a method.
  static let standard = HandlerTable(
    requests: lifecycleRequests + documentRequests + actionRequests + entityRequests + stetRequests + askingRequests
      + annotationRequests + classificationRequests + teachingRequests + completionRequests,
    notifications: lifecycleNotifications + documentNotifications + workspaceNotifications + completionNotifications)
}
