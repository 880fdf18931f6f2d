package import JSON

/// Asks for the symbols of all documents whose names have the letters of a query.
package enum WorkspaceSymbolRequest: LSPRequest {
  package typealias Params = WorkspaceSymbolParams
  package typealias Response = [SymbolInformation]
  package static let method = "workspace/symbol"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// The query; empty for all.
package struct WorkspaceSymbolParams: JSONDecodable, Sendable {
  package let query: String

  package init(json: JSONValue) { query = json.lenient("query") ?? "" }
}
