package import JSON

/// A passage of the workspace index.
package struct FoundPassage: JSONEncodable, Sendable {
  package let uri: DocumentURI
  /// Of its document.
  package let title: String
  package let range: LSPRange
  /// Cosine similarity, -1 to 1.
  package let score: Double
  /// The beginning of its text.
  package let snippet: String

  package init(uri: DocumentURI, title: String, range: LSPRange, score: Double, snippet: String) {
    self.uri = uri
    self.title = title
    self.range = range
    self.score = score
    self.snippet = snippet
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("uri", uri)
      $0.field("title", title)
      $0.field("range", range)
      $0.field("line", range.start.line)
      $0.field("score", score)
      $0.field("snippet", snippet)
    }
  }
}

/// Passages, best first.
package struct PassagesResult: JSONEncodable, Sendable {
  package let passages: [FoundPassage]

  package init(passages: [FoundPassage]) { self.passages = passages }

  package func encode(to writer: inout JSONWriter) { writer.object { $0.field("passages", passages) } }
}
