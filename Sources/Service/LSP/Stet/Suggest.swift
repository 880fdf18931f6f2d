package import JSON

/// `stet/suggest`: what somebody who types a query for `stet/search` may mean, by the words of the workspace index.
package enum SuggestRequest: LSPRequest {
  package typealias Params = SearchParams
  package typealias Response = SuggestResult
  package static let method = "stet/suggest"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// Whole queries, the likeliest first; each begins with what was typed.
package struct SuggestResult: JSONEncodable, Sendable {
  package let suggestions: [Item]

  package init(suggestions: [Item]) { self.suggestions = suggestions }

  package func encode(to writer: inout JSONWriter) { writer.object { $0.field("suggestions", suggestions) } }

  /// One query.
  package struct Item: JSONEncodable, Sendable {
    package let query: String
    /// How often its words were found together.
    package let occurrences: Int

    package init(query: String, occurrences: Int) { (self.query, self.occurrences) = (query, occurrences) }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("query", query)
        $0.field("occurrences", occurrences)
      }
    }
  }
}
