package import JSON

/// `stet/highlights`: the sentences of a document or a text that say most.
package enum HighlightsRequest: LSPRequest {
  package typealias Params = HighlightsParams
  package typealias Response = HighlightsResult
  package static let method = "stet/highlights"
  package static func ordering(of params: Params) -> Ordering { params.source.ordering }
}

/// Of what, and how many.
package struct HighlightsParams: JSONDecodable, Sendable {
  package let source: DocumentOrText
  /// A fixed number; nil for the configured one.
  package let count: Int?
  /// A share of the sentences, 0 to 1; nil for the configured one.
  package let share: Double?

  package init(json: JSONValue) throws(JSONError) {
    source = try DocumentOrText(json: json)
    count = try json.decodeIfPresent("count")
    share = try json.decodeIfPresent("share")
  }
}

/// The sentences in the order of the text.
package struct HighlightsResult: JSONEncodable, Sendable {
  package let version: Int?
  package let highlights: [(range: LSPRange, score: Double)]

  package init(version: Int?, highlights: [(range: LSPRange, score: Double)]) {
    self.version = version
    self.highlights = highlights
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("version", version)
      writer.field("highlights", highlights.map { Item(range: $0.range, score: $0.score) })
    }
  }

  private struct Item: JSONEncodable {
    let range: LSPRange
    let score: Double

    func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("range", range)
        $0.field("score", score)
      }
    }
  }
}
