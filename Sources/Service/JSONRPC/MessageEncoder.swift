package import JSON

/// Writes message bodies: the other direction of `Message`, without a tree of values in between.
package enum MessageEncoder {
  /// A request; `params` of nil leaves the member out.
  package static func request(id: RequestID, method: String, params: (some JSONEncodable)?) -> [UInt8] {
    message {
      $0.field("id", id)
      $0.field("method", method)
      $0.field("params", params)
    }
  }

  /// A notification; `params` of nil leaves the member out.
  package static func notification(method: String, params: (some JSONEncodable)?) -> [UInt8] {
    message {
      $0.field("method", method)
      $0.field("params", params)
    }
  }

  /// A successful response.
  package static func response(id: RequestID, result: some JSONEncodable) -> [UInt8] {
    message {
      $0.field("id", id)
      $0.field("result", result)
    }
  }

  /// A failed response; an `id` of nil is written as null, as JSON-RPC demands when the request's could not be read.
  package static func failure(id: RequestID?, error: ResponseError) -> [UInt8] {
    message {
      if let id { $0.field("id", id) } else { $0.field("id", JSONValue.null) }
      $0.field("error", error)
    }
  }

  private static func message(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.field("jsonrpc", "2.0")
      members(&$0)
    }
    return writer.bytes
  }
}

extension Message: JSONEncodable {
  package func encode(to writer: inout JSONWriter) { writer.encoded(body) }

  /// The message as the bytes of a frame's body.
  package var body: [UInt8] {
    switch self {
    case .request(let id, let method, let params): MessageEncoder.request(id: id, method: method, params: params)
    case .notification(let method, let params): MessageEncoder.notification(method: method, params: params)
    case .response(let id?, .success(let result)): MessageEncoder.response(id: id, result: result)
    case .response(nil, .success): MessageEncoder.failure(id: nil, error: ResponseError(.internalError, "no id"))
    case .response(let id, .failure(let error)): MessageEncoder.failure(id: id, error: error)
    }
  }
}
