package import JSON

/// Asks for the outline of a document.
package enum DocumentSymbolRequest: LSPRequest {
  package typealias Params = TextDocumentParams
  package typealias Response = DocumentSymbols
  package static let method = "textDocument/documentSymbol"
}

/// The outline in the form that the client takes.
package enum DocumentSymbols: JSONEncodable, Sendable {
  /// For a client with `hierarchicalDocumentSymbolSupport`.
  case tree([DocumentSymbol])
  /// For every other, in the order of the text.
  case list([SymbolInformation])

  /// A tree of symbols of the document `uri`, as it is or flattened.
  package init(_ tree: [DocumentSymbol], of uri: DocumentURI, takesTree: Bool) {
    self = takesTree ? .tree(tree) : .list(Self.flattened(tree, of: uri, container: nil))
  }

  package func encode(to writer: inout JSONWriter) {
    switch self {
    case .tree(let symbols): symbols.encode(to: &writer)
    case .list(let symbols): symbols.encode(to: &writer)
    }
  }

  private static func flattened(
    _ tree: [DocumentSymbol], of uri: DocumentURI, container: String?
  ) -> [SymbolInformation] {
    tree.flatMap { symbol in
      let own = SymbolInformation(
        name: symbol.name, kind: symbol.kind, location: Location(uri: uri, range: symbol.range),
        containerName: container)
      return [own] + flattened(symbol.children ?? [], of: uri, container: symbol.name)
    }
  }
}

/// An entry of the outline.
package struct DocumentSymbol: JSONEncodable, Sendable {
  /// How the client draws it; prose uses few, and only those that every client knows.
  package enum Kind: Int, Sendable, JSONDecodable, JSONEncodable {
    case file = 1
    case module = 2
    case namespace = 3
    case package = 4
    case `class` = 5
    case function = 12
    case variable = 13
    case constant = 14
    case string = 15
    case object = 19
  }

  package let name: String
  package let detail: String?
  package let kind: Kind
  /// All of it, a section with its text.
  package let range: LSPRange
  /// What is selected when it is chosen, within `range`.
  package let selectionRange: LSPRange
  package let children: [DocumentSymbol]?

  package init(
    name: String, detail: String? = nil, kind: Kind, range: LSPRange, selectionRange: LSPRange,
    children: [DocumentSymbol]? = nil
  ) {
    self.name = name
    self.detail = detail
    self.kind = kind
    self.range = range
    self.selectionRange = selectionRange
    self.children = children
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("name", name)
      $0.field("detail", detail)
      $0.field("kind", kind)
      $0.field("range", range)
      $0.field("selectionRange", selectionRange)
      $0.field("children", children)
    }
  }
}
