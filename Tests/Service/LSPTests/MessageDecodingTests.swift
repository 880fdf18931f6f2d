import JSON
import JSONRPC
import LSP
import TestSupport
import Testing

@Suite struct MessageDecodingTests {
  static let range = #"{"start":{"line":0,"character":1},"end":{"line":2,"character":3}}"#

  @Test func `reads incremental and full changes`() throws {
    let params = try DidChangeParams(
      json: JSONValue(
        parsing: #"""
          {"textDocument":{"uri":"file:///a","version":null},"contentChanges":[{"range":\#(Self.range),"rangeLength":5,"text":"x"},{"text":"y"}]}
          """#))
    #expect(params.version == nil)
    #expect(params.changes.map(\.text) == ["x", "y"])
    #expect(params.changes[0].range?.end == LSPPosition(line: 2, character: 3))
    #expect(params.changes[1].range == nil)
    #expect(DidChangeNotification.ordering(of: params) == .documentUpdate(DocumentURI("file:///a")))
  }

  @Test func `reads what comes with a code action request, and forgives what others put there`() throws {
    let params = try CodeActionParams(
      json: JSONValue(
        parsing: #"""
          {"textDocument":{"uri":"file:///a"},"range":\#(Self.range),"context":{"only":["source"],"triggerKind":2,"diagnostics":[
            {"range":\#(Self.range),"message":"m","code":7,"severity":9,"data":{"k":1}},{"message":"no range"},null]}}
          """#))
    #expect(params.diagnostics.count == 1)
    #expect(params.diagnostics[0].code == "7" && params.diagnostics[0].severity == nil)
    #expect(params.diagnostics[0].data == ["k": 1])
    #expect(params.wants(.fixAll) && !params.wants(.quickFix) && params.isAutomatic)
    #expect(CodeActionRequest.ordering(of: params) == .documentRequest(DocumentURI("file:///a")))
  }

  @Test(arguments: [
    ("", "source.fixAll.stet", true), ("source", "source.fixAll.stet", true),
    ("source.fixAll", "source.fixAll.stet", true),
    ("source.fixAll.stet", "source.fixAll", false), ("sour", "source", false), ("quickfix", "quickfix", true),
  ])
  func `kinds cover what lies below them`(kind: String, other: String, covers: Bool) {
    #expect(CodeActionKind(rawValue: kind).covers(CodeActionKind(rawValue: other)) == covers)
  }

  @Test func `reads why a client asks for completions`() throws {
    let place = #""textDocument":{"uri":"u"},"position":{"line":1,"character":2}"#
    func inline(_ context: String) throws -> InlineCompletionParams {
      try InlineCompletionParams(json: JSONValue(parsing: "{\(place),\"context\":\(context)}"))
    }
    #expect(try inline(#"{"triggerKind":1}"#).isInvoked)
    #expect(try !inline(#"{"triggerKind":2}"#).isInvoked && !inline("null").isInvoked)
    let chosen = try inline(
      #"{"triggerKind":2,"selectedCompletionInfo":{"range":\#(MessageEncodingTests.rangeText),"text":"t"}}"#)
    #expect(chosen.selection == TextEdit(range: MessageEncodingTests.range, newText: "t"))
    #expect(try inline(#"{"selectedCompletionInfo":{"text":"t"}}"#).selection == nil)
    // Who says nothing, as some editors do, asks on behalf of a person.
    #expect(try CompletionParams(json: JSONValue(parsing: "{\(place)}")).isInvoked)
    #expect(try !CompletionParams(json: JSONValue(parsing: "{\(place),\"context\":{\"triggerKind\":3}}")).isInvoked)
  }

  @Test func `reads the results that the client still has`() throws {
    let params = try WorkspaceDiagnosticParams(
      json: JSONValue(
        parsing: #"{"previousResultIds":[{"uri":"file:///a%20b","value":"1"},{"uri":4}],"workDoneToken":"t"}"#))
    #expect(params.previousResultIDs == [DocumentURI("file:///a b"): "1"])
    #expect(params.workDoneToken == .string("t"))
  }

  @Test func `a diagnostic survives the way to the client and back`() throws {
    let diagnostic = Diagnostic(
      range: MessageEncodingTests.range, severity: .warning, code: "c", codeDescription: "h", source: "s", message: "m",
      tags: [.deprecated], data: ["id": 1])
    #expect(try Diagnostic(json: JSONValue(parsing: diagnostic.encoded())) == diagnostic)
  }

  @Test(arguments: [
    (#"{"textDocument":{}}"#, "expected a string at textDocument.uri"), ("{}", "expected an object at textDocument"),
    (
      #"{"textDocument":{"uri":"u"},"position":{"line":-1,"character":0}}"#,
      "expected a position that is not negative at position"
    ),
    (
      #"{"textDocument":{"uri":"u"},"position":{"line":0,"character":1.5}}"#,
      "expected an integer at position.character"
    ), ("null", "expected an object"),
  ])
  func `params that cannot be read say where`(text: String, message: String) throws {
    let json = try JSONValue(parsing: text)
    #expect(#expect(throws: JSONError.self) { try TextDocumentPositionParams(json: json) }?.message == message)
  }

  /// One well-formed example of everything that clients send.
  static let examples: [(String, @Sendable (JSONValue) throws -> Void)] = [
    (
      #"{"processId":1,"workspaceFolders":[{"uri":"u","name":"n"}],"capabilities":{"general":{"positionEncodings":["utf-8"]}}}"#,
      { _ = try InitializeParams(json: $0) }
    ),
    (#"{"textDocument":{"uri":"u","languageId":"l","version":1,"text":"t"}}"#, { _ = try DidOpenParams(json: $0) }),
    (
      #"{"textDocument":{"uri":"u","version":1},"contentChanges":[{"range":\#(range),"text":"t"}]}"#,
      { _ = try DidChangeParams(json: $0) }
    ),
    (
      #"{"textDocument":{"uri":"u"},"range":\#(range),"context":{"diagnostics":[{"range":\#(range),"message":"m"}],"only":["quickfix"]}}"#,
      { _ = try CodeActionParams(json: $0) }
    ),
    (
      #"{"textDocument":{"uri":"u"},"positions":[{"line":1,"character":1}]}"#,
      { _ = try SelectionRangeParams(json: $0) }
    ),
    (
      #"{"title":"t","kind":"quickfix","data":{},"command":{"title":"t","command":"c","arguments":[1]}}"#,
      { _ = try CodeAction(json: $0) }
    ),
    (#"{"command":"c","arguments":[{}],"workDoneToken":1}"#, { _ = try ExecuteCommandParams(json: $0) }),
    (#"{"changes":[{"uri":"u","type":1}]}"#, { _ = try DidChangeWatchedFilesParams(json: $0) }),
    (
      #"{"event":{"added":[{"uri":"u","name":"n"}],"removed":[]}}"#,
      { _ = try DidChangeWorkspaceFoldersParams(json: $0) }
    ),
    (#"{"files":[{"oldUri":"a","newUri":"b"}]}"#, { _ = try RenameFilesParams(json: $0) }),
    (
      #"{"identifier":"i","previousResultIds":[{"uri":"u","value":"v"}]}"#,
      { _ = try WorkspaceDiagnosticParams(json: $0) }
    ),
    (#"{"textDocument":{"uri":"u"},"previousResultId":"x"}"#, { _ = try DocumentDiagnosticParams(json: $0) }),
    (#"{"id":1}"#, { _ = try CancelParams(json: $0) }), (#"{"token":"t"}"#, { _ = try ProgressTokenParams(json: $0) }),
    (
      #"{"textDocument":{"uri":"u"},"position":{"line":1,"character":2},"context":{"triggerKind":1,"selectedCompletionInfo":{"range":{"start":{"line":1,"character":0},"end":{"line":1,"character":2}},"text":"t"}}}"#,
      { _ = try InlineCompletionParams(json: $0) }
    ),
    (
      #"{"textDocument":{"uri":"u"},"position":{"line":1,"character":2},"context":{"triggerKind":3}}"#,
      { _ = try CompletionParams(json: $0) }
    ),
    (
      #"{"text":"t","languageId":"markdown","position":{"line":0,"character":1},"maxTokens":3,"candidates":2,"minimumConfidence":0.5,"temperature":1,"seed":7,"beyondSentence":true}"#,
      { _ = try CompleteParams(json: $0) }
    ),
    (#"{"settings":{}}"#, { _ = DidChangeConfigurationParams(json: $0) }),
    (#"{"value":"off"}"#, { _ = SetTraceParams(json: $0) }),
  ]

  /// `value` with one random part replaced by something of another kind.
  static func damage(_ value: JSONValue, _ random: inout SeededRandom) -> JSONValue {
    let isHere = Int.random(in: 0..<3, using: &random) == 0
    switch value {
    case .object(var object) where !isHere && !object.isEmpty:
      let key = object.keys.randomElement(using: &random) ?? ""
      object[key] = damage(object[key] ?? .null, &random)
      return .object(object)
    case .array(var array) where !isHere && !array.isEmpty:
      let index = Int.random(in: 0..<array.count, using: &random)
      array[index] = damage(array[index], &random)
      return .array(array)
    default:
      let others: [JSONValue] = [nil, true, -1, 1e300, "", [], [:], [nil], ["uri": 1], 9_223_372_036_854_775_807]
      return others.randomElement(using: &random) ?? .null
    }
  }

  @Test(arguments: examples.indices)
  func `damaged params are read or refused, never fatal`(index: Int) throws {
    let (text, read) = Self.examples[index]
    let whole = try JSONValue(parsing: text)
    try read(whole)
    var random = SeededRandom(UInt64(index))
    for _ in 0..<200 {
      do { try read(Self.damage(whole, &random)) } catch let error as JSONError { #expect(error.code == "json-shape") }
    }
  }
}
