package import JSON

/// Asks what is to be shown between the words of a part of a document.
package enum InlayHintRequest: LSPRequest {
  package typealias Params = DocumentRangeParams
  package typealias Response = [InlayHint]
  package static let method = "textDocument/inlayHint"
}

/// A word or two that is shown and does not stand in the text.
package struct InlayHint: JSONEncodable, Sendable {
  package let position: LSPPosition
  package let label: String

  package init(position: LSPPosition, label: String) {
    self.position = position
    self.label = label
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("position", position)
      $0.field("label", label)
      // A type.
      $0.field("kind", 1)
      $0.field("paddingLeft", true)
    }
  }
}

/// Asks the client to fetch inlay hints again.
package enum InlayHintRefreshRequest: LSPServerRequest {
  package typealias Params = NoParams
  package typealias Response = NoResult
  package static let method = "workspace/inlayHint/refresh"
}
