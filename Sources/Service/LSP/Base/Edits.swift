package import JSON

/// Replaces a range by a text.
package struct TextEdit: JSONDecodable, JSONEncodable, Sendable, Hashable {
  package let range: LSPRange
  package let newText: String

  package init(range: LSPRange, newText: String) {
    self.range = range
    self.newText = newText
  }

  package init(json: JSONValue) throws(JSONError) {
    range = try json.decode("range")
    newText = try json.decode("newText")
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("range", range)
      $0.field("newText", newText)
    }
  }
}

/// Edits of one document, made for one version of it.
package struct TextDocumentEdit: JSONEncodable, Sendable, Hashable {
  package let textDocument: VersionedDocument
  package let edits: [TextEdit]

  package init(textDocument: VersionedDocument, edits: [TextEdit]) {
    self.textDocument = textDocument
    self.edits = edits
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("textDocument", textDocument)
      $0.field("edits", edits)
    }
  }
}

/// Edits of several documents.
package struct WorkspaceEdit: JSONEncodable, Sendable, Hashable {
  /// One entry per document.
  package let documents: [TextDocumentEdit]
  /// Written as `documentChanges`, which carry versions, or as plain `changes`, which every client understands.
  package let isVersioned: Bool

  /// Edits for a client that does (`isVersioned`) or does not understand `documentChanges`.
  package init(_ documents: [TextDocumentEdit], isVersioned: Bool) {
    self.documents = documents
    self.isVersioned = isVersioned
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      if isVersioned { return $0.field("documentChanges", documents) }
      let changes = Dictionary(documents.map { ($0.textDocument.uri.text, $0.edits) }, uniquingKeysWith: +)
      $0.field("changes", changes)
    }
  }
}
