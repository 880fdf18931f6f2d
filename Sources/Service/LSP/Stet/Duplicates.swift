package import JSON

/// `stet/duplicates`: pairs of passages of the workspace that say nearly the same.
package enum DuplicatesRequest: LSPRequest {
  package typealias Params = DuplicatesParams
  package typealias Response = DuplicatesResult
  package static let method = "stet/duplicates"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// How close.
package struct DuplicatesParams: JSONDecodable, Sendable {
  /// Cosine similarity; nil for the usual.
  package let minimumScore: Double?

  package init(json: JSONValue) throws(JSONError) { minimumScore = try json.decodeIfPresent("minimumScore") }
}

/// The pairs, best first.
package struct DuplicatesResult: JSONEncodable, Sendable {
  package let pairs: [(first: FoundPassage, second: FoundPassage)]

  package init(pairs: [(first: FoundPassage, second: FoundPassage)]) { self.pairs = pairs }

  package func encode(to writer: inout JSONWriter) {
    writer.object { $0.field("pairs", pairs.map { Pair(first: $0.first, second: $0.second) }) }
  }

  private struct Pair: JSONEncodable {
    let first: FoundPassage
    let second: FoundPassage

    func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("score", second.score)
        $0.field("first", first)
        $0.field("second", second)
      }
    }
  }
}
