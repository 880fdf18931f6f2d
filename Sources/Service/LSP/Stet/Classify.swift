package import JSON

/// `stet/classify`: the labels that a head gives a document or a text, or its parts.
package enum ClassifyRequest: LSPRequest {
  package typealias Params = ClassifyParams
  package typealias Response = ClassifyResult
  package static let method = "stet/classify"
  package static func ordering(of params: Params) -> Ordering { params.source.ordering }
}

/// What gets labels, and by which head.
package struct ClassifyParams: JSONDecodable, Sendable {
  package let source: DocumentOrText
  /// Nil for the only one that fits, or `sentiment`.
  package let head: String?
  /// `document`, `paragraph`, `sentence` or `line`; nil for the whole.
  package let unit: String?
  /// How many labels get a score, the likeliest ones; nil for all.
  package let top: Int?

  package init(json: JSONValue) throws(JSONError) {
    source = try DocumentOrText(json: json)
    head = try json.decodeIfPresent("head")
    unit = try json.decodeIfPresent("by")
    top = try json.decodeIfPresent("top")
  }
}

/// The labels in the order of the text.
package struct ClassifyResult: JSONEncodable, Sendable {
  package let version: Int?
  package let head: String
  package let items: [Item]

  package init(version: Int?, head: String, items: [Item]) {
    (self.version, self.head, self.items) = (version, head, items)
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("version", version)
      $0.field("head", head)
      $0.field("items", items)
    }
  }

  /// A text with its labels.
  package struct Item: JSONEncodable, Sendable {
    package let range: LSPRange
    package let bytes: Range<Int>
    /// Those that hold, the likeliest first.
    package let labels: [String]
    /// The likeliest first.
    package let scores: [(label: String, score: Double)]

    package init(range: LSPRange, bytes: Range<Int>, labels: [String], scores: [(label: String, score: Double)]) {
      (self.range, self.bytes, self.labels, self.scores) = (range, bytes, labels, scores)
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("range", range)
        $0.field("bytes", [bytes.lowerBound, bytes.upperBound])
        $0.field("labels", labels)
        $0.field("scores", scores.map { ["label": .string($0.label), "score": .number($0.score)] as JSONValue })
      }
    }
  }
}
