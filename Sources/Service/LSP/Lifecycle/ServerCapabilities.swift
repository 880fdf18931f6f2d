package import JSON

/// What the server can do.
///
/// What is false or nil is left out.
package struct ServerCapabilities: JSONEncodable, Sendable {
  package var positionEncoding: PositionEncoding
  package var hover = false
  package var codeLens = false
  package var documentSymbols = false
  package var selectionRanges = false
  package var foldingRanges = false
  package var documentHighlights = false
  package var references = false
  package var workspaceSymbols = false
  package var inlayHints = false
  package var inlineCompletions = false
  package var completions = false
  /// Renaming; `prepares` when the client asks first.
  package var rename: (isOffered: Bool, prepares: Bool) = (false, false)
  /// The types of semantic tokens, in the order of their numbers; empty for none at all.
  package var semanticTokenTypes: [String] = []
  /// The kinds of code actions; empty means none at all.
  package var codeActionKinds: [String] = []
  /// Whether the edits of code actions are computed in `codeAction/resolve`.
  package var resolvesCodeActions = false
  /// The commands of `workspace/executeCommand`.
  package var commands: [String] = []
  /// Pull diagnostics; nil for a client that gets them pushed.
  package var diagnostics: DiagnosticOptions?
  /// Globs of the files whose renaming the server wants to hear of.
  package var renamedFiles: [String] = []
  /// Anything else, for instance the custom methods.
  package var experimental: JSONValue?

  /// Document synchronisation only.
  package init(positionEncoding: PositionEncoding) { self.positionEncoding = positionEncoding }

  /// How pull diagnostics work.
  package struct DiagnosticOptions: JSONEncodable, Sendable {
    package let identifier: String
    /// Whether an edit of one file may change the diagnostics of another.
    package let interFileDependencies: Bool
    /// Whether `workspace/diagnostic` is answered.
    package let workspaceDiagnostics: Bool

    package init(identifier: String, interFileDependencies: Bool, workspaceDiagnostics: Bool) {
      self.identifier = identifier
      self.interFileDependencies = interFileDependencies
      self.workspaceDiagnostics = workspaceDiagnostics
    }

    package func encode(to writer: inout JSONWriter) {
      writer.object {
        $0.field("identifier", identifier)
        $0.field("interFileDependencies", interFileDependencies)
        $0.field("workspaceDiagnostics", workspaceDiagnostics)
      }
    }
  }

  package func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("positionEncoding", positionEncoding)
      $0.field("textDocumentSync", Self.synchronisation)
      $0.field("hoverProvider", hover ? true : nil)
      $0.field("codeActionProvider", codeActions)
      $0.field("codeLensProvider", codeLens ? ["resolveProvider": false] : nil)
      $0.field("documentSymbolProvider", documentSymbols ? true : nil)
      $0.field("selectionRangeProvider", selectionRanges ? true : nil)
      $0.field("foldingRangeProvider", foldingRanges ? true : nil)
      $0.field("documentHighlightProvider", documentHighlights ? true : nil)
      $0.field("referencesProvider", references ? true : nil)
      $0.field("workspaceSymbolProvider", workspaceSymbols ? true : nil)
      $0.field("inlayHintProvider", inlayHints ? true : nil)
      $0.field("inlineCompletionProvider", inlineCompletions ? true : nil)
      $0.field("completionProvider", completions ? ["resolveProvider": false] : nil)
      $0.field("renameProvider", renameOptions)
      $0.field("semanticTokensProvider", semanticTokens)
      $0.field("executeCommandProvider", commands.isEmpty ? nil : ["commands": commands])
      $0.field("diagnosticProvider", diagnostics)
      $0.field("workspace", workspace)
      $0.field("experimental", experimental)
    }
  }

  /// `change: 2` is incremental.
  private static let synchronisation: JSONValue = ["openClose": true, "change": 2, "save": ["includeText": false]]

  private var codeActions: JSONValue? {
    guard !codeActionKinds.isEmpty else { return nil }
    return [
      "codeActionKinds": .array(codeActionKinds.map { .string($0) }), "resolveProvider": .bool(resolvesCodeActions),
    ]
  }

  private var renameOptions: JSONValue? {
    guard rename.isOffered else { return nil }
    return rename.prepares ? ["prepareProvider": true] : true
  }

  private var semanticTokens: JSONValue? {
    guard !semanticTokenTypes.isEmpty else { return nil }
    return [
      "legend": ["tokenTypes": .array(semanticTokenTypes.map { .string($0) }), "tokenModifiers": []],
      "range": true, "full": ["delta": true],
    ]
  }

  private var workspace: JSONValue {
    var workspace: JSONObject = ["workspaceFolders": ["supported": true, "changeNotifications": true]]
    if !renamedFiles.isEmpty {
      let filters = renamedFiles.map { glob -> JSONValue in ["scheme": "file", "pattern": ["glob": .string(glob)]] }
      workspace["fileOperations"] = ["didRename": ["filters": .array(filters)]]
    }
    return .object(workspace)
  }
}
