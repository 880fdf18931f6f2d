package import JSON

/// Asks whether what stands at a place can be renamed; null when it cannot.
package enum PrepareRenameRequest: LSPRequest {
  package typealias Params = TextDocumentPositionParams
  package typealias Response = PreparedRename?
  package static let method = "textDocument/prepareRename"
}

/// What would be renamed.
package struct PreparedRename: JSONEncodable, Sendable {
  package let range: LSPRange
  /// What the person is asked to change.
  package let placeholder: String

  package init(range: LSPRange, placeholder: String) {
    self.range = range
    self.placeholder = placeholder
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("range", range)
      $0.field("placeholder", placeholder)
    }
  }
}

/// Asks for the edits that rename what stands at a place.
package enum RenameRequest: LSPRequest {
  package typealias Params = RenameParams
  package typealias Response = WorkspaceEdit
  package static let method = "textDocument/rename"
}

/// What is to be renamed, and to what.
package struct RenameParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  package let position: LSPPosition
  package let newName: String

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    position = try json.decode("position")
    newName = try json.decode("newName")
  }
}
