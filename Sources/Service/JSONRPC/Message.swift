package import JSON

/// A JSON-RPC 2.0 message as it came over the wire.
package enum Message: Sendable, Equatable {
  /// Wants exactly one response.
  case request(id: RequestID, method: String, params: JSONValue?)
  /// Gets no response.
  case notification(method: String, params: JSONValue?)
  /// Answers a request of ours; the id is nil when the peer could not read that of the request.
  case response(id: RequestID?, Result<JSONValue, ResponseError>)
}

/// What is to be answered to bytes that are no message.
package struct MessageRejection: Error, Sendable, Equatable {
  /// The id of the request if it could be read; a response without one has `"id": null`.
  package let id: RequestID?
  /// The answer.
  package let error: ResponseError
}

extension Message {
  /// Reads one message.
  ///
  /// `params` of null count as absent, as several clients send it. Batches are refused: the Language Server Protocol has none.
  ///
  /// - Throws: the rejection to answer: `parseError` without an id when `body` is no JSON, else `invalidRequest`.
  package init(parsing body: [UInt8]) throws(MessageRejection) {
    let json: JSONValue
    do { json = try JSONValue(parsing: body) } catch {
      throw MessageRejection(id: nil, error: ResponseError(.parseError, error))
    }
    try self.init(json: json)
  }

  /// Classifies `json`; see `init(parsing:)`.
  package init(json: JSONValue) throws(MessageRejection) {
    guard case .object(let object) = json else {
      throw .invalid(nil, json.arrayValue == nil ? "a message must be an object" : "batches are not supported")
    }
    let id: RequestID? = json.lenient("id")
    guard object["jsonrpc"] == "2.0" else { throw .invalid(id, "`jsonrpc` must be \"2.0\"") }
    if let method = object["method"] {
      self = try Self.call(method: method, id: id, in: object)
    } else {
      self = try Self.response(id: id, in: json)
    }
  }

  private static func call(
    method: JSONValue, id: RequestID?, in object: JSONObject
  ) throws(MessageRejection) -> Message {
    guard let method = method.stringValue else { throw .invalid(id, "`method` must be a string") }
    let params = try params(of: object, id: id)
    guard object["id"] != nil else { return .notification(method: method, params: params) }
    guard let id else { throw .invalid(nil, "`id` must be an integer or a string") }
    return .request(id: id, method: method, params: params)
  }

  private static func params(of object: JSONObject, id: RequestID?) throws(MessageRejection) -> JSONValue? {
    switch object["params"] {
    case .object, .array: object["params"]
    case nil, .null: nil
    default: throw .invalid(id, "`params` must be an object or an array")
    }
  }

  private static func response(id: RequestID?, in json: JSONValue) throws(MessageRejection) -> Message {
    if let error = json["error"], !error.isNull {
      guard let error = try? ResponseError(json: error) else { throw .invalid(id, "`error` must be an error object") }
      return .response(id: id, .failure(error))
    }
    guard let result = json["result"], id != nil else { throw .invalid(id, "neither a request nor a response") }
    return .response(id: id, .success(result))
  }
}

extension MessageRejection {
  fileprivate static func invalid(_ id: RequestID?, _ message: String) -> MessageRejection {
    MessageRejection(id: id, error: ResponseError(.invalidRequest, message))
  }
}
