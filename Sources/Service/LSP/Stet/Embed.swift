package import JSON

/// `stet/embed`: one normalised vector per text.
package enum EmbedRequest: LSPRequest {
  package typealias Params = EmbedParams
  package typealias Response = EmbedResult
  package static let method = "stet/embed"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// The texts.
package struct EmbedParams: JSONDecodable, Sendable {
  package let texts: [String]

  package init(json: JSONValue) throws(JSONError) { texts = try json.decode("texts") }
}

/// The vectors in the order of the texts, `[texts][dimensions]`.
package struct EmbedResult: JSONEncodable, Sendable {
  package let dimensions: Int
  package let vectors: [[Float]]

  package init(dimensions: Int, vectors: [[Float]]) {
    self.dimensions = dimensions
    self.vectors = vectors
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("dimensions", dimensions)
      $0.field("vectors", vectors)
    }
  }
}
