package import JSON

/// Asks how the text at a place may go on, to be shown as ghost text.
package enum InlineCompletionRequest: LSPRequest {
  package typealias Params = InlineCompletionParams
  package typealias Response = InlineCompletionList
  package static let method = "textDocument/inlineCompletion"
}

/// The place, and why the client asks.
package struct InlineCompletionParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  package let position: LSPPosition
  /// Whether a person asked; else the client does so by itself while the person types.
  package let isInvoked: Bool
  /// What is chosen in a list of completions at the moment: suggestions must go on with it.
  package let selection: TextEdit?

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    position = try json.decode("position")
    let context = json["context"] ?? .null
    isInvoked = context["triggerKind"]?.intValue == 1
    let selected = context["selectedCompletionInfo"] ?? .null
    let (range, text): (LSPRange?, String?) = (selected.lenient("range"), selected.lenient("text"))
    selection = range.flatMap { range in text.map { TextEdit(range: range, newText: $0) } }
  }
}

/// The suggestions, the likeliest first.
package struct InlineCompletionList: JSONEncodable, Sendable {
  package let items: [InlineCompletionItem]

  package init(items: [InlineCompletionItem]) { self.items = items }

  package func encode(to writer: inout JSONWriter) { writer.object { $0.field("items", items) } }
}

/// One suggestion.
package struct InlineCompletionItem: JSONEncodable, Sendable {
  /// What stands in the place of `range` once it is accepted.
  package let insertText: String
  /// What a client compares with what is typed meanwhile.
  package let filterText: String
  /// Within one line.
  package let range: LSPRange
  /// Run after the person accepted it.
  package let command: Command

  package init(insertText: String, filterText: String, range: LSPRange, command: Command) {
    (self.insertText, self.filterText, self.range, self.command) = (insertText, filterText, range, command)
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("insertText", insertText)
      $0.field("filterText", filterText)
      $0.field("range", range)
      $0.field("command", command)
    }
  }
}
