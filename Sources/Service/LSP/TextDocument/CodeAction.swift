package import JSON

/// Asks what can be done about a range.
package enum CodeActionRequest: LSPRequest {
  package typealias Params = CodeActionParams
  package typealias Response = [CodeActionOrCommand]
  package static let method = "textDocument/codeAction"
}

/// A range and the diagnostics that the client shows there.
package struct CodeActionParams: DocumentParams, JSONDecodable, Sendable {
  package let uri: DocumentURI
  package let range: LSPRange
  package let diagnostics: [Diagnostic]
  /// Kinds the client wants, nil for all; `source` covers `source.fixAll.stet`.
  package let only: [CodeActionKind]?
  /// Whether it asks on its own, not because the user did.
  package let isAutomatic: Bool

  package init(json: JSONValue) throws(JSONError) {
    uri = try json.decodeDocument()
    range = try json.decode("range")
    let context = json["context"]
    // One diagnostic that cannot be read does not take the others with it.
    diagnostics = context["diagnostics"]?.arrayValue?.compactMap { try? Diagnostic(json: $0) } ?? []
    only = context?.lenient("only")
    isAutomatic = context["triggerKind"]?.intValue == 2
  }

  /// Whether the client wants actions of `kind`.
  package func wants(_ kind: CodeActionKind) -> Bool { only?.contains { $0.covers(kind) } ?? true }
}

/// A dotted name of what an action does.
package struct CodeActionKind: RawRepresentable, Sendable, Hashable, JSONDecodable, JSONEncodable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let quickFix = CodeActionKind(rawValue: "quickfix")
  package static let rewrite = CodeActionKind(rawValue: "refactor.rewrite")
  /// All safe fixes of a document at once.
  package static let fixAll = CodeActionKind(rawValue: "source.fixAll.stet")

  /// Whether `other` is this kind or a kind of it; the empty kind covers all.
  package func covers(_ other: CodeActionKind) -> Bool {
    rawValue.isEmpty || rawValue == other.rawValue || other.rawValue.hasPrefix(rawValue + ".")
  }
}

/// Something that can be done.
package struct CodeAction: JSONDecodable, JSONEncodable, Sendable {
  package var title: String
  package var kind: CodeActionKind?
  /// The diagnostics that it resolves.
  package var diagnostics: [Diagnostic]?
  package var isPreferred: Bool?
  /// Applied before `command` runs.
  package var edit: WorkspaceEdit?
  package var command: Command?
  /// Comes back with `codeAction/resolve`.
  package var data: JSONValue?

  package init(
    title: String, kind: CodeActionKind? = nil, diagnostics: [Diagnostic]? = nil, isPreferred: Bool? = nil,
    edit: WorkspaceEdit? = nil, command: Command? = nil, data: JSONValue? = nil
  ) {
    self.title = title
    self.kind = kind
    self.diagnostics = diagnostics
    self.isPreferred = isPreferred
    self.edit = edit
    self.command = command
    self.data = data
  }

  /// What comes back to be resolved; an edit is not read, as none was sent.
  package init(json: JSONValue) throws(JSONError) {
    title = try json.decode("title")
    kind = json.lenient("kind")
    diagnostics = json.lenient("diagnostics")
    isPreferred = json.lenient("isPreferred")
    command = json.lenient("command")
    data = json["data"]
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("title", title)
      $0.field("kind", kind)
      $0.field("diagnostics", diagnostics)
      $0.field("isPreferred", isPreferred)
      $0.field("edit", edit)
      $0.field("command", command)
      $0.field("data", data)
    }
  }
}

/// Clients without `codeActionLiteralSupport` get commands.
package enum CodeActionOrCommand: JSONEncodable, Sendable {
  case action(CodeAction)
  case command(Command)

  package func encode(to writer: inout JSONWriter) {
    switch self {
    case .action(let action): action.encode(to: &writer)
    case .command(let command): command.encode(to: &writer)
    }
  }
}

/// Asks for the edit of an action that was chosen.
///
/// The action goes back as it came, with what is filled in: a client may resolve every action, and nothing of it may get lost.
package enum CodeActionResolveRequest: LSPRequest {
  package typealias Params = JSONValue
  package typealias Response = JSONValue
  package static let method = "codeAction/resolve"
  package static func ordering(of params: Params) -> Ordering { .freestanding }
}
