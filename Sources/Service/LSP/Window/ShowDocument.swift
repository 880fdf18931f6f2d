package import JSON

/// Asks the client to open a document.
package enum ShowDocumentRequest: LSPServerRequest {
  package typealias Params = ShowDocumentParams
  package typealias Response = ShowDocumentResult
  package static let method = "window/showDocument"
}

/// Which document, and where in it.
package struct ShowDocumentParams: JSONEncodable, Sendable {
  package let uri: DocumentURI
  /// Whether to open it in another program, such as a browser.
  package let external: Bool?
  package let takeFocus: Bool?
  package let selection: LSPRange?

  package init(uri: DocumentURI, external: Bool? = nil, takeFocus: Bool? = nil, selection: LSPRange? = nil) {
    self.uri = uri
    self.external = external
    self.takeFocus = takeFocus
    self.selection = selection
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("uri", uri)
      $0.field("external", external)
      $0.field("takeFocus", takeFocus)
      $0.field("selection", selection)
    }
  }
}

/// Whether it was opened.
package struct ShowDocumentResult: JSONDecodable, Sendable {
  package let success: Bool

  package init(json: JSONValue) { success = json.lenient("success") ?? false }
}
