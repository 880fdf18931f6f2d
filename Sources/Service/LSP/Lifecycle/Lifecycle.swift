package import JSON
package import JSONRPC

/// The client has read the capabilities.
package enum InitializedNotification: LSPNotification {
  package typealias Params = NoParams
  package static let method = "initialized"
  package static func ordering(of params: Params) -> Ordering { .global }
}

/// The client will ask nothing more; answered with null.
package enum ShutdownRequest: LSPRequest {
  package typealias Params = NoParams
  package typealias Response = NoResult
  package static let method = "shutdown"
  package static func ordering(of params: Params) -> Ordering { .global }
}

/// The session ends.
package enum ExitNotification: LSPNotification {
  package typealias Params = NoParams
  package static let method = "exit"
  package static func ordering(of params: Params) -> Ordering { .global }
}

/// A request is not wanted any more; it is answered all the same.
package enum CancelNotification: LSPNotification {
  package typealias Params = CancelParams
  package static let method = "$/cancelRequest"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// Which request is not wanted any more.
package struct CancelParams: JSONDecodable, JSONEncodable, Sendable {
  package let id: RequestID

  package init(id: RequestID) { self.id = id }

  package init(json: JSONValue) throws(JSONError) { id = try json.decode("id") }

  package func encode(to writer: inout JSONWriter) { writer.object { $0.field("id", id) } }
}

/// How much the server should tell in `$/logTrace`.
package enum SetTraceNotification: LSPNotification {
  package typealias Params = SetTraceParams
  package static let method = "$/setTrace"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// A level of tracing.
package struct SetTraceParams: JSONDecodable, Sendable {
  /// `off`, `messages` or `verbose`.
  package let value: String

  package init(json: JSONValue) { value = json.lenient("value") ?? "off" }
}
