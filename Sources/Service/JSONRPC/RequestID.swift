package import JSON

/// What a request carries so that its response can be told apart: the specification allows integers and strings.
package enum RequestID: Sendable, Hashable {
  /// A number.
  case number(Int)
  /// A string.
  case string(String)
}

extension RequestID: JSONDecodable, JSONEncodable {
  package init(json: JSONValue) throws(JSONError) {
    switch json {
    case .string(let text): self = .string(text)
    default:
      guard let number = json.intValue else { throw .shape("an integer or a string", at: "") }
      self = .number(number)
    }
  }

  package func encode(to writer: inout JSONWriter) {
    switch self {
    case .number(let number): number.encode(to: &writer)
    case .string(let text): text.encode(to: &writer)
    }
  }
}

extension RequestID: CustomStringConvertible {
  package var description: String {
    switch self {
    case .number(let number): "\(number)"
    case .string(let text): text
    }
  }
}
