package import JSON

/// What a client can do, as far as the server asks.
///
/// A view of what it sent: what is absent, null or of a wrong type counts as "cannot", as real clients send all of these.
package struct ClientCapabilities: Sendable, JSONDecodable {
  /// The capabilities as they came.
  package let json: JSONValue

  package init(json: JSONValue) { self.json = json }

  /// A client that declares nothing.
  package static let none = ClientCapabilities(json: .null)

  private func has(_ path: String...) -> Bool { value(path)?.boolValue ?? false }
  private func isObject(_ path: String...) -> Bool { value(path)?.objectValue != nil }
  private func value(_ path: [String]) -> JSONValue? { path.reduce(json) { $0[$1] } }

  private func strings(_ path: String...) -> [String] {
    value(path)?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}

extension ClientCapabilities {
  /// The encoding to be used with this client.
  package var positionEncoding: PositionEncoding {
    .negotiated(from: strings("general", "positionEncodings"))
  }

  /// Whether it asks for diagnostics itself; then pushing them too would show them twice.
  package var pullsDiagnostics: Bool { isObject("textDocument", "diagnostic") }
  /// Whether diagnostics may carry `codeDescription`.
  package var showsCodeDescriptions: Bool { diagnostics("codeDescriptionSupport") }
  /// Whether diagnostics may carry `data` that comes back with code action requests.
  package var keepsDiagnosticData: Bool { diagnostics("dataSupport") }
  /// Whether diagnostics may carry `relatedInformation`.
  package var showsRelatedInformation: Bool { diagnostics("relatedInformation") }
  /// Whether pushed diagnostics may carry the version of the document.
  package var knowsDiagnosticVersions: Bool { has("textDocument", "publishDiagnostics", "versionSupport") }

  /// The tags of diagnostics that it can draw.
  package var diagnosticTags: [Diagnostic.Tag] {
    let pull = value(["textDocument", "diagnostic", "tagSupport", "valueSet"])
    let tags = pull ?? value(["textDocument", "publishDiagnostics", "tagSupport", "valueSet"])
    return tags?.arrayValue?.compactMap { $0.intValue.flatMap(Diagnostic.Tag.init) } ?? []
  }

  /// Since 3.18 a pulling client declares these beside `diagnostic`, older ones only beside `publishDiagnostics`.
  private func diagnostics(_ name: String) -> Bool {
    has("textDocument", "publishDiagnostics", name) || has("textDocument", "diagnostic", name)
  }

  /// Whether code actions may be objects with a kind and an edit; else only commands.
  package var takesCodeActionLiterals: Bool { isObject("textDocument", "codeAction", "codeActionLiteralSupport") }
  /// Whether the edit of a code action may be computed when it is chosen.
  package var resolvesCodeActionEdits: Bool {
    strings("textDocument", "codeAction", "resolveSupport", "properties").contains("edit")
  }
  /// Whether `isPreferred` is known.
  package var knowsPreferredActions: Bool { has("textDocument", "codeAction", "isPreferredSupport") }
  /// Whether code actions may carry `data` until they are resolved.
  package var keepsCodeActionData: Bool { has("textDocument", "codeAction", "dataSupport") }

  /// Whether edits may be versioned `documentChanges`.
  package var takesDocumentChanges: Bool { has("workspace", "workspaceEdit", "documentChanges") }
  /// Whether the server may ask to apply an edit.
  package var appliesEdits: Bool { has("workspace", "applyEdit") }
  /// Whether it answers `workspace/configuration`.
  package var answersConfiguration: Bool { has("workspace", "configuration") }
  /// Whether the server may register for configuration changes.
  package var registersConfiguration: Bool { has("workspace", "didChangeConfiguration", "dynamicRegistration") }
  /// Whether the server may register for changes of files.
  package var registersWatchedFiles: Bool { has("workspace", "didChangeWatchedFiles", "dynamicRegistration") }
  /// Whether it speaks of several workspace folders.
  package var hasWorkspaceFolders: Bool { has("workspace", "workspaceFolders") }
  /// Whether the server may ask to pull diagnostics again.
  package var refreshesDiagnostics: Bool { has("workspace", "diagnostics", "refreshSupport") }
  /// Whether the server may ask to fetch code lenses again.
  package var refreshesCodeLenses: Bool { has("workspace", "codeLens", "refreshSupport") }

  /// Whether the server may start progress of its own.
  package var showsProgress: Bool { has("window", "workDoneProgress") }
  /// Whether the server may ask to open a document.
  package var showsDocuments: Bool { has("window", "showDocument", "support") }

  /// The best format for hovers: Markdown if it is offered, plain text if not.
  package var hoverFormat: MarkupContent.Kind {
    strings("textDocument", "hover", "contentFormat").contains("markdown") ? .markdown : .plaintext
  }
  /// Whether the server may ask to fetch semantic tokens again.
  package var refreshesSemanticTokens: Bool { has("workspace", "semanticTokens", "refreshSupport") }
  /// Whether the server may ask to fetch inlay hints again.
  package var refreshesInlayHints: Bool { has("workspace", "inlayHint", "refreshSupport") }
  /// Whether it asks what would be renamed before it renames.
  package var preparesRename: Bool { has("textDocument", "rename", "prepareSupport") }
  /// Whether it shows ghost text.
  package var showsInlineCompletions: Bool { isObject("textDocument", "inlineCompletion") }
  /// Whether document symbols may be a tree.
  package var takesSymbolTrees: Bool { has("textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport") }
}
