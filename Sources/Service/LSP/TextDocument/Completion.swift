package import JSON

/// Asks for the words that may be meant at a place.
package enum CompletionRequest: LSPRequest {
  package typealias Params = CompletionParams
  package typealias Response = CompletionList
  package static let method = "textDocument/completion"
}

/// The place, and why the client asks.
package struct CompletionParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  package let position: LSPPosition
  /// Whether a person asked, or a letter was typed; a client that does not say counts as a person.
  package let isInvoked: Bool

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    position = try json.decode("position")
    isInvoked = (json["context"]?["triggerKind"]?.intValue ?? 1) == 1
  }
}

/// The words, the likeliest first.
package struct CompletionList: JSONEncodable, Sendable {
  /// Whether the client is to ask again when more is typed.
  package let isIncomplete: Bool
  package let items: [CompletionItem]

  package init(isIncomplete: Bool, items: [CompletionItem]) { (self.isIncomplete, self.items) = (isIncomplete, items) }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("isIncomplete", isIncomplete)
      $0.field("items", items)
    }
  }
}

/// One word.
package struct CompletionItem: JSONEncodable, Sendable {
  package let label: String
  /// Clients order the list by it.
  package let sortText: String
  package let edit: TextEdit

  package init(label: String, sortText: String, edit: TextEdit) {
    (self.label, self.sortText, self.edit) = (label, sortText, edit)
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("label", label)
      // Text.
      $0.field("kind", 1)
      $0.field("sortText", sortText)
      $0.field("textEdit", edit)
    }
  }
}
