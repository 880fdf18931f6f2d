package import JSON

/// A document is open: from now on the client owns its text.
package enum DidOpenNotification: LSPNotification {
  package typealias Params = DidOpenParams
  package static let method = "textDocument/didOpen"
}

/// The opened document.
package struct DidOpenParams: DocumentParams, JSONDecodable, Sendable {
  package let textDocument: TextDocumentItem
  package var uri: DocumentURI { textDocument.uri }

  package init(json: JSONValue) throws(JSONError) { textDocument = try json.decode("textDocument") }
}

/// The text of an open document changed.
package enum DidChangeNotification: LSPNotification {
  package typealias Params = DidChangeParams
  package static let method = "textDocument/didChange"
}

/// Edits, to be applied one after the other.
package struct DidChangeParams: DocumentParams, JSONDecodable, Sendable {
  /// Replaces `range` by `text`, or everything when the range is nil.
  package struct Change: JSONDecodable, Sendable {
    package let range: LSPRange?
    package let text: String

    /// A range that cannot be read is an error, not a replacement of the whole document.
    package init(json: JSONValue) throws(JSONError) {
      range = try json.decodeIfPresent("range")
      text = try json.decode("text")
    }
  }

  package let uri: DocumentURI
  /// The version after the edits; nil from clients that send null.
  package let version: Int?
  package let changes: [Change]

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    version = json["textDocument"]?.lenient("version")
    changes = try json.decode("contentChanges")
  }
}

/// An open document was saved.
package enum DidSaveNotification: LSPNotification {
  package typealias Params = TextDocumentParams
  package static let method = "textDocument/didSave"
}

/// A document is closed: from now on the file on disk counts.
package enum DidCloseNotification: LSPNotification {
  package typealias Params = TextDocumentParams
  package static let method = "textDocument/didClose"
}
