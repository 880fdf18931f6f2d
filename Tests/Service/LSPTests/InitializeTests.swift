import JSON
import JSONRPC
import LSP
import Testing

@Suite struct InitializeTests {
  func params(_ text: String) throws -> InitializeParams { try InitializeParams(json: JSONValue(parsing: text)) }

  @Test(arguments: [
    (#"{"positionEncodings":["utf-8","utf-16","utf-32"]}"#, PositionEncoding.utf8),
    (#"{"positionEncodings":["utf-32","utf-8"]}"#, .utf8),
    (#"{"positionEncodings":["utf-32","utf-16"]}"#, .utf32), (#"{"positionEncodings":["utf-7",3,"utf-16"]}"#, .utf16),
    (#"{"positionEncodings":[]}"#, .utf16), (#"{"positionEncodings":null}"#, .utf16), ("{}", .utf16), ("null", .utf16),
    ("[]", .utf16),
  ])
  func `negotiates the position encoding`(general: String, expected: PositionEncoding) throws {
    #expect(try params(#"{"capabilities":{"general":\#(general)}}"#).capabilities.positionEncoding == expected)
  }

  @Test(arguments: [
    "{}", #"{"capabilities":null,"processId":null,"rootUri":null,"workspaceFolders":null}"#,
    #"{"capabilities":[],"processId":"x"}"#,
    #"{"capabilities":{"textDocument":null,"workspace":3,"window":{"showDocument":null},"general":[]},"clientInfo":{},"rootPath":7}"#,
    #"{"capabilities":{"textDocument":{"diagnostic":null,"inlineCompletion":null,"codeAction":true},"workspace":{"workspaceEdit":[]}}}"#,
  ])
  func `a client that says nothing, or nonsense, can do nothing`(text: String) throws {
    let params = try params(text)
    let found = params.capabilities
    #expect(params.processID == nil && params.workspaceFolders.isEmpty && params.clientInfo == nil)
    #expect(!found.pullsDiagnostics && !found.takesCodeActionLiterals && !found.resolvesCodeActionEdits)
    #expect(!found.takesDocumentChanges && !found.answersConfiguration && !found.registersConfiguration)
    #expect(
      !found.showsProgress && !found.showsDocuments && !found.showsInlineCompletions && !found.refreshesCodeLenses)
    #expect(!found.refreshesDiagnostics && !found.showsCodeDescriptions && !found.keepsDiagnosticData)
    #expect(found.hoverFormat == .plaintext && found.diagnosticTags.isEmpty)
  }

  @Test func `a client that can do everything is believed`() throws {
    let found = try params(
      #"""
      {"processId": 12, "clientInfo": {"name": "x", "version": "1"}, "workDoneToken": 4, "initializationOptions": {"a": 1}, "capabilities": {
        "workspace": {"applyEdit": true, "configuration": true, "workspaceFolders": true, "workspaceEdit": {"documentChanges": true},
          "didChangeConfiguration": {"dynamicRegistration": true}, "didChangeWatchedFiles": {"dynamicRegistration": true},
          "diagnostics": {"refreshSupport": true}, "codeLens": {"refreshSupport": true}},
        "window": {"workDoneProgress": true, "showDocument": {"support": true}},
        "textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}, "inlineCompletion": {}, "diagnostic": {},
          "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
          "publishDiagnostics": {"versionSupport": true, "codeDescriptionSupport": true, "dataSupport": true,
            "relatedInformation": true, "tagSupport": {"valueSet": [1, 2, 77]}},
          "codeAction": {"codeActionLiteralSupport": {}, "isPreferredSupport": true, "dataSupport": true,
            "resolveSupport": {"properties": ["command", "edit"]}}}}}
      """#)
    #expect(found.processID == 12 && found.clientInfo?.version == "1" && found.workDoneToken == .number(4))
    #expect(found.initializationOptions == ["a": 1])
    let can = found.capabilities
    #expect(can.appliesEdits && can.answersConfiguration && can.hasWorkspaceFolders && can.takesDocumentChanges)
    #expect(
      can.registersConfiguration && can.registersWatchedFiles && can.refreshesDiagnostics && can.refreshesCodeLenses)
    #expect(
      can.showsProgress && can.showsDocuments && can.showsInlineCompletions && can.pullsDiagnostics
        && can.takesSymbolTrees)
    #expect(
      can.knowsDiagnosticVersions && can.showsCodeDescriptions && can.keepsDiagnosticData && can.showsRelatedInformation
    )
    #expect(
      can.takesCodeActionLiterals && can.knowsPreferredActions && can.keepsCodeActionData && can.resolvesCodeActionEdits
    )
    #expect(can.hoverFormat == .markdown && can.diagnosticTags == [.unnecessary, .deprecated])
  }

  @Test(arguments: [
    (
      #"{"workspaceFolders":[{"uri":"file:///a","name":"A"},{"name":"x"},{"uri":"file:///b"}],"rootUri":"file:///r"}"#,
      ["/a", "/b"]
    ),
    (#"{"workspaceFolders":[],"rootUri":"file:///r","rootPath":"/p"}"#, ["/r"]),
    (#"{"rootUri":null,"rootPath":"/p"}"#, ["/p"]),
  ])
  func `finds the folders in new and old members`(text: String, paths: [String]) throws {
    #expect(try params(text).workspaceFolders.map(\.uri.path) == paths)
  }

  @Test func `the result names only what the server can do`() {
    var capabilities = ServerCapabilities(positionEncoding: .utf8)
    #expect(
      InitializeResult(capabilities: capabilities, name: "stet", version: "1").encodedText() == #"""
        {"capabilities":{"positionEncoding":"utf-8","textDocumentSync":{"openClose":true,"change":2,"save":{"includeText":false}},"workspace":{"workspaceFolders":{"supported":true,"changeNotifications":true}}},"serverInfo":{"name":"stet","version":"1"}}
        """#)
    capabilities.hover = true
    capabilities.codeLens = true
    capabilities.codeActionKinds = ["quickfix"]
    capabilities.commands = ["stet.x"]
    capabilities.diagnostics = .init(identifier: "stet", interFileDependencies: false, workspaceDiagnostics: true)
    capabilities.renamedFiles = ["**/*.md"]
    (capabilities.inlineCompletions, capabilities.completions) = (true, true)
    let json = capabilities.encodedText()
    for part in [
      #""hoverProvider":true"#, #""codeLensProvider":{"resolveProvider":false}"#,
      #""executeCommandProvider":{"commands":["stet.x"]}"#, #""inlineCompletionProvider":true"#,
      #""completionProvider":{"resolveProvider":false}"#,
      #""codeActionProvider":{"codeActionKinds":["quickfix"],"resolveProvider":false}"#,
      #""diagnosticProvider":{"identifier":"stet","interFileDependencies":false,"workspaceDiagnostics":true}"#,
      #""fileOperations":{"didRename":{"filters":[{"scheme":"file","pattern":{"glob":"**/*.md"}}]}}"#,
    ] { #expect(json.contains(part), "\(part)") }
  }
}
