package import JSON

/// Runs a command of the server.
package enum ExecuteCommandRequest: LSPRequest {
  package typealias Params = ExecuteCommandParams
  package typealias Response = JSONValue
  package static let method = "workspace/executeCommand"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// Which command, with what.
package struct ExecuteCommandParams: JSONDecodable, Sendable {
  package let command: String
  package let arguments: [JSONValue]
  package let workDoneToken: ProgressToken?

  package init(json: JSONValue) throws(JSONError) {
    command = try json.decode("command")
    arguments = json.lenient("arguments") ?? []
    workDoneToken = json.lenient("workDoneToken")
  }
}
