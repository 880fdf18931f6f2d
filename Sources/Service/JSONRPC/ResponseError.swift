package import JSON
package import Support

/// The `error` member of a response.
package struct ResponseError: Error, Sendable, Equatable {
  /// The kind of failure.
  package let code: ErrorCode
  /// One sentence for a person.
  ///
  /// Never holds text of a document.
  package let message: String
  /// More for a program; for our own errors `{"code": "model-not-found", "hint": "..."}`.
  package let data: JSONValue?

  /// An error of kind `code`.
  package init(_ code: ErrorCode, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  /// `error` as a response of kind `code`, its own code and hint in `data`.
  package init(_ code: ErrorCode, _ error: any HintedError) {
    var data: JSONObject = ["code": .string(error.code)]
    if !error.hint.isEmpty { data["hint"] = .string(error.hint) }
    self.init(code, error.message, data: .object(data))
  }

  /// Nobody handles `method`.
  package static func methodNotFound(_ method: String) -> ResponseError {
    ResponseError(.methodNotFound, "no such method: \(method.prefix(80))")
  }
}

extension ResponseError: JSONDecodable, JSONEncodable {
  package init(json: JSONValue) throws(JSONError) {
    code = try json.decode("code")
    message = json.lenient("message") ?? ""
    data = json["data"]
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("code", code)
      $0.field("message", message)
      $0.field("data", data)
    }
  }
}
