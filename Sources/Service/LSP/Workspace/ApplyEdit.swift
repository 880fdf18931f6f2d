package import JSON

/// Asks the client to apply an edit.
package enum ApplyEditRequest: LSPServerRequest {
  package typealias Params = ApplyEditParams
  package typealias Response = ApplyEditResult
  package static let method = "workspace/applyEdit"
}

/// The edit and its name in the undo list.
package struct ApplyEditParams: JSONEncodable, Sendable {
  package let label: String?
  package let edit: WorkspaceEdit

  package init(label: String? = nil, edit: WorkspaceEdit) {
    self.label = label
    self.edit = edit
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("label", label)
      $0.field("edit", edit)
    }
  }
}

/// Whether it was applied.
package struct ApplyEditResult: JSONDecodable, Sendable {
  package let isApplied: Bool
  package let failureReason: String?

  package init(json: JSONValue) {
    isApplied = json.lenient("applied") ?? false
    failureReason = json.lenient("failureReason")
  }
}
