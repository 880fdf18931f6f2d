package import JSON

/// Asks what can be folded away.
package enum FoldingRangeRequest: LSPRequest {
  package typealias Params = TextDocumentParams
  package typealias Response = [FoldingRange]
  package static let method = "textDocument/foldingRange"
}

/// Lines that can be folded away.
package struct FoldingRange: JSONEncodable, Sendable, Equatable {
  /// From 0; this line stays.
  package let startLine: Int
  /// From 0, the last line that disappears.
  package let endLine: Int
  /// What it is to the client (`region`, `comment`), or nil.
  package let kind: String?

  package init(startLine: Int, endLine: Int, kind: String? = nil) {
    self.startLine = startLine
    self.endLine = endLine
    self.kind = kind
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("startLine", startLine)
      $0.field("endLine", endLine)
      $0.field("kind", kind)
    }
  }
}
