package import JSON

/// Asks what else in a document is the same as what stands at a place.
package enum DocumentHighlightRequest: LSPRequest {
  package typealias Params = TextDocumentPositionParams
  package typealias Response = [DocumentHighlight]
  package static let method = "textDocument/documentHighlight"
}

/// One of the places.
package struct DocumentHighlight: JSONEncodable, Sendable {
  package let range: LSPRange

  package init(range: LSPRange) { self.range = range }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("range", range)
      // Text: neither read nor written.
      $0.field("kind", 1)
    }
  }
}
