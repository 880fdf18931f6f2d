import JSON

/// The error numbers of JSON-RPC 2.0 and of the Language Server Protocol 3.18.
package struct ErrorCode: RawRepresentable, Sendable, Hashable, JSONEncodable, JSONDecodable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The bytes are no JSON text.
  package static let parseError = ErrorCode(rawValue: -32700)
  /// JSON, but no request, notification or response; also a batch, and a message that exceeds the size limit.
  package static let invalidRequest = ErrorCode(rawValue: -32600)
  /// Nobody handles this method.
  package static let methodNotFound = ErrorCode(rawValue: -32601)
  /// The method does not accept these params.
  package static let invalidParams = ErrorCode(rawValue: -32602)
  /// A fault of the server.
  package static let internalError = ErrorCode(rawValue: -32603)
  /// A request before `initialize`.
  package static let serverNotInitialized = ErrorCode(rawValue: -32002)
  /// The request was fine and failed all the same; the message says why.
  package static let requestFailed = ErrorCode(rawValue: -32803)
  /// The server gave up; a client may ask again.
  package static let serverCancelled = ErrorCode(rawValue: -32802)
  /// The document changed so that the result would be wrong.
  package static let contentModified = ErrorCode(rawValue: -32801)
  /// The client cancelled the request.
  package static let requestCancelled = ErrorCode(rawValue: -32800)
}
