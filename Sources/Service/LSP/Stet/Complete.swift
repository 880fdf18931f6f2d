package import JSON

/// `stet/complete`: how an open document goes on at a place, or a text at its end.
package enum CompleteRequest: LSPRequest {
  package typealias Params = CompleteParams
  package typealias Response = CompleteResult
  package static let method = "stet/complete"
  package static func ordering(of params: Params) -> Ordering { params.source.ordering }
}

/// Of what, and how; what is nil is as the options say.
package struct CompleteParams: JSONDecodable, Sendable {
  package let source: DocumentOrText
  /// In the document or the text; nil for its end.
  package let position: LSPPosition?
  package let maxTokens: Int?
  /// How many continuations; 1 unless given.
  package let candidates: Int?
  /// 0 unless given.
  package let minimumConfidence: Double?
  /// 0, the likeliest words, unless given.
  package let temperature: Double?
  package let seed: Int?
  /// Whether it goes on behind the end of the sentence and of the line.
  package let isBeyondSentence: Bool

  package init(json: JSONValue) throws(JSONError) {
    source = try DocumentOrText(json: json)
    position = try json.decodeIfPresent("position")
    maxTokens = try json.decodeIfPresent("maxTokens")
    candidates = try json.decodeIfPresent("candidates")
    minimumConfidence = try json.decodeIfPresent("minimumConfidence")
    temperature = try json.decodeIfPresent("temperature")
    seed = try json.decodeIfPresent("seed")
    isBeyondSentence = try json.decodeIfPresent("beyondSentence") ?? false
  }
}

/// The continuations, the likeliest first.
package struct CompleteResult: JSONEncodable, Sendable {
  package let version: Int?
  package let completions: [Item]

  package init(version: Int?, completions: [Item]) { (self.version, self.completions) = (version, completions) }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("version", version)
      $0.field("completions", completions)
    }
  }

  /// One continuation.
  package struct Item: JSONEncodable, Sendable {
    /// What follows what is typed.
    package let text: String
    package let probability: Double
    /// Why it ends there.
    package let end: String

    package init(text: String, probability: Double, end: String) {
      (self.text, self.probability, self.end) = (text, probability, end)
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("text", text)
        $0.field("probability", probability)
        $0.field("end", end)
      }
    }
  }
}
