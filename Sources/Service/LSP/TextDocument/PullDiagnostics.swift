package import JSON

/// Asks for the diagnostics of a document.
package enum DocumentDiagnosticRequest: LSPRequest {
  package typealias Params = DocumentDiagnosticParams
  package typealias Response = DiagnosticReport
  package static let method = "textDocument/diagnostic"
}

/// A document and what the client has of it.
package struct DocumentDiagnosticParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  package let identifier: String?
  /// The `resultID` of the report that the client still has.
  package let previousResultID: String?

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    identifier = json.lenient("identifier")
    previousResultID = json.lenient("previousResultId")
  }
}

/// The diagnostics of a document, or that they are still those of an earlier report.
package enum DiagnosticReport: JSONEncodable, Sendable, Equatable {
  /// Everything; `resultID` names it in later requests.
  case full(resultID: String?, [Diagnostic])
  /// Nothing changed since the report `resultID`.
  case unchanged(resultID: String)

  package func encode(to writer: inout JSONWriter) { writer.object { fields(&$0) } }

  func fields(_ writer: inout JSONWriter) {
    switch self {
    case .full(let resultID, let diagnostics):
      writer.field("kind", "full")
      writer.field("resultId", resultID)
      writer.field("items", diagnostics)
    case .unchanged(let resultID):
      writer.field("kind", "unchanged")
      writer.field("resultId", resultID)
    }
  }
}

/// Asks for the diagnostics of every document of the workspace.
package enum WorkspaceDiagnosticRequest: LSPRequest {
  package typealias Params = WorkspaceDiagnosticParams
  package typealias Response = WorkspaceDiagnosticReport
  package static let method = "workspace/diagnostic"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}

/// What the client has.
package struct WorkspaceDiagnosticParams: JSONDecodable, Sendable {
  package let identifier: String?
  /// The result ids that the client still has, per document.
  package let previousResultIDs: [DocumentURI: String]
  package let workDoneToken: ProgressToken?
  /// Where partial results may be sent.
  package let partialResultToken: ProgressToken?

  package init(json: JSONValue) throws(JSONError) {
    identifier = json.lenient("identifier")
    let known = json["previousResultIds"]?.arrayValue ?? []
    let pairs = known.compactMap { entry -> (DocumentURI, String)? in
      guard let uri: DocumentURI = entry.lenient("uri"), let id: String = entry.lenient("value") else { return nil }
      return (uri, id)
    }
    previousResultIDs = Dictionary(pairs) { $1 }
    workDoneToken = json.lenient("workDoneToken")
    partialResultToken = json.lenient("partialResultToken")
  }
}

/// The reports of several documents.
package struct WorkspaceDiagnosticReport: JSONEncodable, Sendable {
  /// The report of one document.
  package struct Item: JSONEncodable, Sendable {
    package let uri: DocumentURI
    /// Nil for a document that is not open.
    package let version: Int?
    package let report: DiagnosticReport

    package init(uri: DocumentURI, version: Int?, report: DiagnosticReport) {
      self.uri = uri
      self.version = version
      self.report = report
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("uri", uri)
        // The protocol wants the member with null here.
        $0.field("version", version.map { .integer(Int64($0)) } ?? JSONValue.null)
        report.fields(&$0)
      }
    }
  }

  package let items: [Item]

  package init(items: [Item]) { self.items = items }

  package func encode(to writer: inout JSONWriter) { writer.object { $0.field("items", items) } }
}

/// Asks the client to pull diagnostics again.
package enum DiagnosticRefreshRequest: LSPServerRequest {
  package typealias Params = NoParams
  package typealias Response = NoResult
  package static let method = "workspace/diagnostic/refresh"
}
