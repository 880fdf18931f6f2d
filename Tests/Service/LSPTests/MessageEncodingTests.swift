import JSON
import JSONRPC
import LSP
import Testing

@Suite struct MessageEncodingTests {
  static let range = LSPRange(start: LSPPosition(line: 1, character: 2), end: LSPPosition(line: 3, character: 4))
  static let rangeText = #"{"start":{"line":1,"character":2},"end":{"line":3,"character":4}}"#
  static let uri = DocumentURI("file:///a.md")

  static func edit(versioned: Bool) -> WorkspaceEdit {
    let edits = [TextEdit(range: range, newText: "n")]
    return WorkspaceEdit(
      [
        TextDocumentEdit(textDocument: VersionedDocument(uri: uri, version: 7), edits: edits),
        TextDocumentEdit(textDocument: VersionedDocument(uri: DocumentURI("file:///b.md"), version: nil), edits: edits),
      ], isVersioned: versioned)
  }

  static let cases: [(any JSONEncodable & Sendable, String)] = [
    (Diagnostic(range: range, message: "m"), #"{"range":\#(rangeText),"message":"m"}"#),
    (
      Diagnostic(
        range: range, severity: .hint, code: "c", codeDescription: "file:///h", source: "stet", message: "m",
        tags: [.unnecessary],
        relatedInformation: [RelatedInformation(location: Location(uri: uri, range: range), message: "r")], data: [1]),
      #"{"range":\#(rangeText),"severity":4,"code":"c","codeDescription":{"href":"file:///h"},"source":"stet","message":"m","tags":[1],"#
        + #""relatedInformation":[{"location":{"uri":"file:///a.md","range":\#(rangeText)},"message":"r"}],"data":[1]}"#
    ),
    (
      PublishDiagnosticsParams(uri: uri, version: 3, diagnostics: []),
      #"{"uri":"file:///a.md","version":3,"diagnostics":[]}"#
    ),
    (PublishDiagnosticsParams(uri: uri, version: nil, diagnostics: []), #"{"uri":"file:///a.md","diagnostics":[]}"#),
    (DiagnosticReport.full(resultID: "1", []), #"{"kind":"full","resultId":"1","items":[]}"#),
    (DiagnosticReport.unchanged(resultID: "1"), #"{"kind":"unchanged","resultId":"1"}"#),
    (
      WorkspaceDiagnosticReport(items: [.init(uri: uri, version: nil, report: .unchanged(resultID: "2"))]),
      #"{"items":[{"uri":"file:///a.md","version":null,"kind":"unchanged","resultId":"2"}]}"#
    ),
    (
      edit(versioned: true),
      #"{"documentChanges":[{"textDocument":{"uri":"file:///a.md","version":7},"edits":[{"range":\#(rangeText),"newText":"n"}]},"#
        + #"{"textDocument":{"uri":"file:///b.md","version":null},"edits":[{"range":\#(rangeText),"newText":"n"}]}]}"#
    ),
    (
      edit(versioned: false),
      #"{"changes":{"file:///a.md":[{"range":\#(rangeText),"newText":"n"}],"file:///b.md":[{"range":\#(rangeText),"newText":"n"}]}}"#
    ),
    (
      [
        CodeActionOrCommand.command(Command(title: "t", command: "c")),
        .action(CodeAction(title: "a", kind: .fixAll, data: 5)),
      ],
      #"[{"title":"t","command":"c"},{"title":"a","kind":"source.fixAll.stet","data":5}]"#
    ),
    (Hover?.none, "null"), (NoResult(), "null"), (NoParams(), "{}"),
    (
      Hover(contents: MarkupContent(kind: .markdown, value: "*x*"), range: range),
      #"{"contents":{"kind":"markdown","value":"*x*"},"range":\#(rangeText)}"#
    ),
    (
      CodeLens(range: range, command: Command(title: "t", command: "c")),
      #"{"range":\#(rangeText),"command":{"title":"t","command":"c"}}"#
    ),
    (
      DocumentSymbols(
        [
          DocumentSymbol(
            name: "a", kind: .string, range: range, selectionRange: range,
            children: [DocumentSymbol(name: "b", kind: .string, range: range, selectionRange: range)])
        ], of: DocumentURI("file:///a"), takesTree: false),
      """
      [{"name":"a","kind":15,"location":{"uri":"file:///a","range":\(rangeText)}},\
      {"name":"b","kind":15,"location":{"uri":"file:///a","range":\(rangeText)},"containerName":"a"}]
      """
    ),
    (SelectionRange(ranges: [range, range]), #"{"range":\#(rangeText),"parent":{"range":\#(rangeText)}}"#),
    (FoldingRange(startLine: 1, endLine: 2), #"{"startLine":1,"endLine":2}"#),
    (
      DocumentSymbol(name: "n", kind: .string, range: range, selectionRange: range, children: []),
      #"{"name":"n","kind":15,"range":\#(rangeText),"selectionRange":\#(rangeText),"children":[]}"#
    ),
    (MessageParams(kind: .warning, message: "m"), #"{"type":2,"message":"m"}"#),
    (
      ProgressParams(token: .string("t"), value: .begin(title: "T", percentage: 0, cancellable: true)),
      #"{"token":"t","value":{"kind":"begin","title":"T","cancellable":true,"percentage":0}}"#
    ),
    (Progress.report(message: "m"), #"{"kind":"report","message":"m"}"#), (Progress.end(), #"{"kind":"end"}"#),
    (ConfigurationParams(items: [.init(section: "stet")]), #"{"items":[{"section":"stet"}]}"#),
    (ApplyEditParams(edit: WorkspaceEdit([], isVersioned: false)), #"{"edit":{"changes":{}}}"#),
    (
      RegistrationParams(registrations: [
        .watchedFiles(id: "w", globs: ["**/*.md"]), .configuration(id: "c", section: "stet"),
      ]),
      #"{"registrations":[{"id":"w","method":"workspace/didChangeWatchedFiles","registerOptions":{"watchers":[{"globPattern":"**/*.md"}]}},"#
        + #"{"id":"c","method":"workspace/didChangeConfiguration","registerOptions":{"section":"stet"}}]}"#
    ),
    (
      InlineCompletionList(items: [
        InlineCompletionItem(
          insertText: "ab", filterText: "ab", range: range, command: Command(title: "t", command: "c", arguments: [1]))
      ]),
      #"{"items":[{"insertText":"ab","filterText":"ab","range":\#(rangeText),"command":{"title":"t","command":"c","arguments":[1]}}]}"#
    ),
    (
      CompletionList(
        isIncomplete: true,
        items: [CompletionItem(label: "l", sortText: "000", edit: TextEdit(range: range, newText: "l"))]),
      #"{"isIncomplete":true,"items":[{"label":"l","kind":1,"sortText":"000","textEdit":{"range":\#(rangeText),"newText":"l"}}]}"#
    ),
    (ShowDocumentParams(uri: uri, takeFocus: true), #"{"uri":"file:///a.md","takeFocus":true}"#),
  ]

  @Test(arguments: cases.indices)
  func `is written as the protocol says`(index: Int) {
    #expect(Self.cases[index].0.encodedText() == Self.cases[index].1)
  }
}
