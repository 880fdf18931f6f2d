package import JSON

/// Asks for the lines of text that are shown between those of a document.
package enum CodeLensRequest: LSPRequest {
  package typealias Params = TextDocumentParams
  package typealias Response = [CodeLens]
  package static let method = "textDocument/codeLens"
}

/// One such line.
package struct CodeLens: JSONEncodable, Sendable {
  /// Within one line.
  package let range: LSPRange
  /// Its title is what is shown.
  package let command: Command

  package init(range: LSPRange, command: Command) {
    self.range = range
    self.command = command
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("range", range)
      $0.field("command", command)
    }
  }
}

/// Asks the client to fetch code lenses again.
package enum CodeLensRefreshRequest: LSPServerRequest {
  package typealias Params = NoParams
  package typealias Response = NoResult
  package static let method = "workspace/codeLens/refresh"
}
