package import JSON

/// Asks for the lines of text that are shown between those of a document.
package enum CodeLensRequest: LSPRequest {
  package typealias Params = TextDocumentParams
  package typealias Response = [CodeLens]
  package static let method = "textDocument/codeLens"
}

/// One such line.
package struct CodeLens: JSONDecodable, JSONEncodable, Sendable {
  /// Within one line.
  package var range: LSPRange
  /// Nil until it is resolved.
  package var command: Command?
  /// Comes back with `codeLens/resolve`.
  package var data: JSONValue?

  package init(range: LSPRange, command: Command? = nil, data: JSONValue? = nil) {
    self.range = range
    self.command = command
    self.data = data
  }

  package init(json: JSONValue) throws(JSONError) {
    range = try json.decode("range")
    command = json.lenient("command")
    data = json["data"]
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("range", range)
      $0.field("command", command)
      $0.field("data", data)
    }
  }
}

/// Asks for the command of a lens that comes into view.
package enum CodeLensResolveRequest: LSPRequest {
  package typealias Params = CodeLens
  package typealias Response = CodeLens
  package static let method = "codeLens/resolve"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// Asks the client to fetch code lenses again.
package enum CodeLensRefreshRequest: LSPServerRequest {
  package typealias Params = NoParams
  package typealias Response = NoResult
  package static let method = "workspace/codeLens/refresh"
}
