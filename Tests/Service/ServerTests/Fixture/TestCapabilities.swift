import JSON

/// What a test's client can do.
struct TestCapabilities: Sendable {
  var encodings = ["utf-16"]
  var pulls = false
  var versions = true
  var literals = true
  var resolves = false
  var documentChanges = true
  var configuration = false
  var progress = false
  var markdown = true
  var symbolTrees = true
  var refreshesTokens = false

  var json: JSONValue {
    var document: [(String, JSONValue)] = [
      ("publishDiagnostics", ["versionSupport": .bool(versions), "dataSupport": true]),
      ("hover", ["contentFormat": .array(markdown ? ["markdown", "plaintext"] : ["plaintext"])]),
      ("codeAction", codeAction),
      ("rename", ["prepareSupport": true]),
      ("documentSymbol", ["hierarchicalDocumentSymbolSupport": .bool(symbolTrees)]),
    ]
    if pulls { document.append(("diagnostic", ["dynamicRegistration": false])) }
    return [
      "general": ["positionEncodings": .array(encodings.map { .string($0) })],
      "textDocument": .object(JSONObject(document)),
      "workspace": [
        "applyEdit": true, "configuration": .bool(configuration), "diagnostics": ["refreshSupport": .bool(pulls)],
        "semanticTokens": ["refreshSupport": .bool(refreshesTokens)],
        "inlayHint": ["refreshSupport": .bool(refreshesTokens)],
        "workspaceEdit": ["documentChanges": .bool(documentChanges)],
      ],
      "window": ["workDoneProgress": .bool(progress)],
    ]
  }

  private var codeAction: JSONValue {
    var members: [(String, JSONValue)] = [("isPreferredSupport", true), ("dataSupport", true)]
    if literals {
      members.append(("codeActionLiteralSupport", ["codeActionKind": ["valueSet": ["quickfix", "source"]]]))
    }
    if resolves { members.append(("resolveSupport", ["properties": ["edit"]])) }
    return .object(JSONObject(members))
  }
}
