package import JSON

/// `stet/similar`: passages of other documents like the paragraph at a position, or like a text.
package enum SimilarRequest: LSPRequest {
  package typealias Params = SimilarParams
  package typealias Response = PassagesResult
  package static let method = "stet/similar"
  package static func ordering(of params: Params) -> Ordering { params.source.ordering }
}

/// Like what, and how many.
package struct SimilarParams: JSONDecodable, Sendable {
  package let source: DocumentOrText
  /// In the document; nil stands for its beginning.
  package let position: LSPPosition?
  package let count: Int?

  package init(json: JSONValue) throws(JSONError) {
    source = try DocumentOrText(json: json)
    position = try json.decodeIfPresent("position")
    count = try json.decodeIfPresent("count")
  }
}

/// `stet/search`: passages of the workspace that answer to a query.
package enum SearchRequest: LSPRequest {
  package typealias Params = SearchParams
  package typealias Response = PassagesResult
  package static let method = "stet/search"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// The query in natural language.
package struct SearchParams: JSONDecodable, Sendable {
  package let query: String
  package let count: Int?

  package init(json: JSONValue) throws(JSONError) {
    query = try json.decode("query")
    count = try json.decodeIfPresent("count")
  }
}
