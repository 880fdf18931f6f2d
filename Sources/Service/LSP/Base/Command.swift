package import JSON

/// A command that the client shows by `title` and sends back with `workspace/executeCommand`.
package struct Command: JSONDecodable, JSONEncodable, Sendable, Equatable {
  package let title: String
  package let command: String
  package let arguments: [JSONValue]?

  package init(title: String, command: String, arguments: [JSONValue]? = nil) {
    self.title = title
    self.command = command
    self.arguments = arguments
  }

  package init(json: JSONValue) throws(JSONError) {
    title = try json.decode("title")
    command = try json.decode("command")
    arguments = json.lenient("arguments")
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("title", title)
      $0.field("command", command)
      $0.field("arguments", arguments)
    }
  }
}
