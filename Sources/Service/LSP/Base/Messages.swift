package import JSON

/// What a message may overlap with; the server's scheduler reads nothing else.
package enum Ordering: Sendable, Equatable {
  /// Changes everything: runs alone, after all before it and before all behind it.
  case global
  /// Changes the document: applied in the order of the wire, before any later message about it.
  case documentUpdate(DocumentURI)
  /// Reads the document as it was when the message arrived; runs beside everything else.
  case documentRequest(DocumentURI)
  /// Depends on nothing.
  case freestanding
}

/// A request that clients send.
///
/// The type names what the wire knows: method, params, response, ordering.
package protocol LSPRequest: Sendable {
  associatedtype Params: JSONDecodable & Sendable
  associatedtype Response: JSONEncodable & Sendable
  /// The name on the wire.
  static var method: String { get }
  /// What a request with `params` may overlap with.
  static func ordering(of params: Params) -> Ordering
}

/// A notification that clients send.
package protocol LSPNotification: Sendable {
  associatedtype Params: JSONDecodable & Sendable
  /// The name on the wire.
  static var method: String { get }
  /// What a notification with `params` may overlap with.
  static func ordering(of params: Params) -> Ordering
}

/// A request that the server sends to a client.
package protocol LSPServerRequest: Sendable {
  associatedtype Params: JSONEncodable & Sendable
  associatedtype Response: JSONDecodable & Sendable
  /// The name on the wire.
  static var method: String { get }
}

/// A notification that the server sends to a client.
package protocol LSPServerNotification: Sendable {
  associatedtype Params: JSONEncodable & Sendable
  /// The name on the wire.
  static var method: String { get }
}

/// Params that are about one document.
package protocol DocumentParams {
  /// The document.
  var uri: DocumentURI { get }
}

extension LSPRequest where Params: DocumentParams {
  package static func ordering(of params: Params) -> Ordering { .documentRequest(params.uri) }
}

extension LSPNotification where Params: DocumentParams {
  package static func ordering(of params: Params) -> Ordering { .documentUpdate(params.uri) }
}

/// Params of a message that has none; whatever a client sends there is ignored.
package struct NoParams: JSONDecodable, JSONEncodable, Sendable {
  package init() {}
  package init(json: JSONValue) {}
  package func encode(to writer: inout JSONWriter) { writer.object { _ in } }
}

/// The result of a request that has none: `null`; read from anything.
package struct NoResult: JSONDecodable, JSONEncodable, Sendable {
  package init() {}
  package init(json: JSONValue) {}
  package func encode(to writer: inout JSONWriter) { writer.null() }
}
