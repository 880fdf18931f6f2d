package import JSON

/// Asks what there is to say about a place; null when there is nothing.
package enum HoverRequest: LSPRequest {
  package typealias Params = TextDocumentPositionParams
  package typealias Response = Hover?
  package static let method = "textDocument/hover"
}

/// What is shown beside the pointer.
package struct Hover: JSONEncodable, Sendable {
  package let contents: MarkupContent
  /// What it is about, for the client to highlight.
  package let range: LSPRange?

  package init(contents: MarkupContent, range: LSPRange? = nil) {
    self.contents = contents
    self.range = range
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("contents", contents)
      $0.field("range", range)
    }
  }
}
