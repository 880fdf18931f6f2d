package import JSON

/// All diagnostics of a document, replacing those sent before.
package enum PublishDiagnosticsNotification: LSPServerNotification {
  package typealias Params = PublishDiagnosticsParams
  package static let method = "textDocument/publishDiagnostics"
}

/// The diagnostics of one version of a document.
package struct PublishDiagnosticsParams: JSONEncodable, Sendable {
  package let uri: DocumentURI
  /// Only for clients that declare `versionSupport`.
  package let version: Int?
  package let diagnostics: [Diagnostic]

  package init(uri: DocumentURI, version: Int?, diagnostics: [Diagnostic]) {
    self.uri = uri
    self.version = version
    self.diagnostics = diagnostics
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("uri", uri)
      $0.field("version", version)
      $0.field("diagnostics", diagnostics)
    }
  }
}
