import Documents
import Features
import Foundation
import JSON
import JSONRPC
import LSP
import Options
import Spelling
import Store
import Support
import Text

/// What can be done about a finding, and the commands behind it.
let actionRequests = [
  RequestHandler(CodeActionRequest.self) { params, context in
    let open = try context.requireDocument().open
    return CodeActions(session: context.session, open: open).actions(for: params)
  },
  RequestHandler(CodeActionResolveRequest.self) { action, context in
    guard case .object(var resolved) = action, resolved["edit"] == nil,
      let uri = action["data"]["uri"]?.stringValue, let open = context.session.document(DocumentURI(uri))
    else { return action }
    resolved["edit"] = try JSONValue(parsing: context.session.fixAllEdit(of: open).encoded())
    return .object(resolved)
  },
  RequestHandler(CodeLensRequest.self) { params, context in
    guard let (open, _) = context.document else { return [] }
    return context.session.lenses(of: open)
  },
  RequestHandler(CodeLensResolveRequest.self) { lens, context in try await context.session.resolve(lens) },
  RequestHandler(ExecuteCommandRequest.self) { params, context in
    guard let command = StetCommand(rawValue: params.command) else {
      throw ResponseError(.invalidParams, "no such command: \(params.command.prefix(80))")
    }
    return try await context.session.execute(command, params)
  },
]

/// Makes the code actions of one document.
private struct CodeActions {
  let session: Session
  let open: OpenDocument

  /// Findings of one request that get proposals, which cost a millisecond each.
  private static let mostFindings = 16

  func actions(for params: CodeActionParams) -> [CodeActionOrCommand] {
    let (state, findings) = session.findings(of: open)
    let bytes = state.rope.bytes(of: params.range, in: session.encoding)
    var actions: [CodeActionOrCommand] = []
    if params.wants(.quickFix), let checker = open.currentRules.checker {
      let touched = findings.filter {
        $0.finding.range.lowerBound <= bytes.upperBound && bytes.lowerBound <= $0.finding.range.upperBound
      }
      for located in touched.prefix(Self.mostFindings) {
        actions += quickFixes(located, located.withReplacements(from: checker), in: state)
      }
    }
    if params.wants(.fixAll), !findings.isEmpty { actions.append(fixAll()) }
    return actions
  }

  private func quickFixes(
    _ located: LocatedFinding, _ finding: Finding, in state: OpenDocument.State
  ) -> [CodeActionOrCommand] {
    let diagnostic = session.diagnostic(located, in: state.rope)
    var actions = finding.replacements.enumerated().map { index, replacement in
      action(
        "Replace with “\(replacement.text)”", diagnostic, isPreferred: index == 0, in: state,
        LSP.TextEdit(range: diagnostic.range, newText: replacement.text))
    }
    if let word = located.word {
      actions.append(addition(of: word, scope: "user", title: "Add “\(word)” to the dictionary", diagnostic))
      if session.options(for: open.uri).projectDictionary != nil {
        actions.append(
          addition(of: word, scope: "project", title: "Add “\(word)” to the project's dictionary", diagnostic))
      }
    }
    actions.append(
      command(
        "Stet: let “\(state.rope.string(in: finding.range))” stand here", .letStand,
        [
          "uri": .string(open.uri.text), "code": .string(finding.code),
          "sentence": .string(located.dismissal.sentence.description),
          "flagged": .string(located.dismissal.flagged.description),
        ], diagnostic))
    return actions
  }

  private func addition(of word: String, scope: String, title: String, _ diagnostic: Diagnostic) -> CodeActionOrCommand
  {
    command(
      title, .addToDictionary, ["word": .string(word), "scope": .string(scope), "uri": .string(open.uri.text)],
      diagnostic)
  }

  private func action(
    _ title: String, _ diagnostic: Diagnostic, isPreferred: Bool, in state: OpenDocument.State, _ edit: LSP.TextEdit
  ) -> CodeActionOrCommand {
    // Clients without action literals cannot take an edit with the action; the command asks them to apply it.
    guard session.capabilities.takesCodeActionLiterals else {
      let argument = ReplaceArgument(uri: open.uri, version: state.version, edit: edit)
      return .command(Command(title: title, command: StetCommand.replace.rawValue, arguments: [argument.json]))
    }
    let edit = WorkspaceEdit(
      [TextDocumentEdit(textDocument: VersionedDocument(uri: open.uri, version: state.version), edits: [edit])],
      isVersioned: session.capabilities.takesDocumentChanges)
    return .action(
      CodeAction(
        title: title, kind: .quickFix, diagnostics: [diagnostic],
        isPreferred: session.capabilities.knowsPreferredActions && isPreferred ? true : nil, edit: edit))
  }

  private func command(
    _ title: String, _ command: StetCommand, _ argument: JSONValue, _ diagnostic: Diagnostic
  ) -> CodeActionOrCommand {
    let command = Command(title: title, command: command.rawValue, arguments: [argument])
    guard session.capabilities.takesCodeActionLiterals else { return .command(command) }
    return .action(CodeAction(title: title, kind: .quickFix, diagnostics: [diagnostic], command: command))
  }

  private func fixAll() -> CodeActionOrCommand {
    let title = "Fix everything that is safe to fix"
    guard session.capabilities.takesCodeActionLiterals else {
      return .command(
        Command(
          title: title, command: StetCommand.fixAll.rawValue,
          arguments: [
            ["uri": .string(open.uri.text)]
          ]))
    }
    let isLazy = session.capabilities.resolvesCodeActionEdits
    return .action(
      CodeAction(
        title: title, kind: .fixAll, edit: isLazy ? nil : session.fixAllEdit(of: open),
        data: isLazy ? ["uri": .string(open.uri.text)] : nil))
  }
}

/// The argument of `stet.replace`: an edit and the version that it was made for.
private struct ReplaceArgument {
  let uri: DocumentURI
  let version: Int
  let edit: LSP.TextEdit

  init(uri: DocumentURI, version: Int, edit: LSP.TextEdit) {
    self.uri = uri
    self.version = version
    self.edit = edit
  }

  init(json: JSONValue) throws(JSONError) {
    uri = DocumentURI(try json.decode("uri"))
    version = try json.decode("version")
    edit = try json.decode("edit")
  }

  var json: JSONValue {
    func position(_ position: LSPPosition) -> JSONValue {
      ["line": .integer(Int64(position.line)), "character": .integer(Int64(position.character))]
    }
    let range: JSONValue = ["start": position(edit.range.start), "end": position(edit.range.end)]
    return [
      "uri": .string(uri.text), "version": .integer(Int64(version)),
      "edit": ["range": range, "newText": .string(edit.newText)],
    ]
  }
}

// MARK: Edits

extension Session {
  /// Replacements of source bytes as an edit that the client understands.
  func edit(
    _ open: OpenDocument, _ state: OpenDocument.State, _ replacements: [(range: Range<Int>, text: String)]
  ) -> WorkspaceEdit {
    let edits = replacements.map { LSP.TextEdit(range: state.rope.range(of: $0.range, in: encoding), newText: $0.text) }
    let document = VersionedDocument(uri: open.uri, version: state.version)
    return WorkspaceEdit(
      [TextDocumentEdit(textDocument: document, edits: edits)], isVersioned: capabilities.takesDocumentChanges)
  }

  /// Every safe fix of a document's newest state.
  func fixAllEdit(of open: OpenDocument) -> WorkspaceEdit {
    let (state, findings) = findings(of: open)
    guard let checker = open.currentRules.checker else { return edit(open, state, []) }
    let safe = findings.map { $0.withReplacements(from: checker) }.filter(\.isSafe)
    return edit(open, state, safe.compactMap { finding in finding.replacements.first.map { (finding.range, $0.text) } })
  }
}

// MARK: Commands

extension Session {
  fileprivate func execute(_ command: StetCommand, _ params: ExecuteCommandParams) async throws -> JSONValue {
    let argument = params.arguments.first ?? .null
    switch command {
    case .addToDictionary: try addToDictionary(argument)
    case .replace: try await replace(argument)
    case .letStand: try letStand(argument)
    case .fixAll: try await fixAll(argument)
    case .index:
      return try JSONValue(parsing: try await index(paths: nil, token: params.workDoneToken).encoded())
    case .showSimilar:
      let request = try SimilarRequest.Params(
        json: .object(
          JSONObject([
            ("textDocument", .object(["uri": argument["uri"] ?? .null])), ("position", argument["position"] ?? .null),
          ])))
      let context = RequestContext(session: self, document: document(for: SimilarRequest.ordering(of: request)))
      return try JSONValue(parsing: try await similar(request, context).encoded())
    }
    return .null
  }

  private func addToDictionary(_ argument: JSONValue) throws {
    let word: String = try argument.decode("word")
    let uri = argument["uri"]?.stringValue.map { DocumentURI($0) }
    var path = WordList.userPath(server.directories)
    if argument["scope"]?.stringValue == "project" {
      guard let project = uri.flatMap({ options(for: $0).projectDictionary }) else {
        throw ServerError(
          code: "no-project", message: "the document belongs to no project",
          hint: "Put a .stet.toml into the project's root folder, or use the scope \"user\".")
      }
      path = project
    }
    try server.workbench.wordList(path: path).add(word)
    server.rulesChanged()
  }

  private func letStand(_ argument: JSONValue) throws {
    guard let sentence = ContentHash(hexadecimal: try argument.decode("sentence")),
      let flagged = ContentHash(hexadecimal: try argument.decode("flagged"))
    else { throw ResponseError(.invalidParams, "`sentence` and `flagged` must be hashes of a finding") }
    guard let feedback = server.workbench.feedback else {
      throw ServerError(code: "store-unavailable", message: "what is let stand cannot be remembered")
    }
    try feedback.insert(Dismissal(sentence: sentence, code: try argument.decode("code"), flagged: flagged))
    server.rulesChanged()
  }

  private func fixAll(_ argument: JSONValue) async throws {
    guard let open = document(DocumentURI(try argument.decode("uri"))) else { throw ServerError.unknownDocument() }
    try await apply(fixAllEdit(of: open), label: "Stet: fix all")
  }

  private func replace(_ argument: JSONValue) async throws {
    let argument = try ReplaceArgument(json: argument)
    guard let open = document(argument.uri) else { throw ServerError.unknownDocument() }
    guard open.state.version == argument.version else {
      throw ResponseError(.contentModified, "the document has changed since the replacement was offered")
    }
    let document = VersionedDocument(uri: open.uri, version: argument.version)
    let edit = WorkspaceEdit(
      [TextDocumentEdit(textDocument: document, edits: [argument.edit])], isVersioned: capabilities.takesDocumentChanges
    )
    try await apply(edit, label: "Stet: replace")
  }

  private func apply(_ edit: WorkspaceEdit, label: String) async throws {
    let params = ApplyEditParams(label: label, edit: edit)
    let answer = try await ask(ApplyEditRequest.self, params)
    guard answer.isApplied else {
      throw ServerError(
        code: "edit-refused", message: "the client did not apply the edit", hint: answer.failureReason ?? "")
    }
  }
}

extension Server {
  /// A word list or what was let stand has changed: every session publishes anew.
  func rulesChanged() {
    for session in allSessions { session.rulesChanged() }
  }
}

// MARK: Code lenses

extension Session {
  /// One lens above the document, when there is an index to look into.
  fileprivate func lenses(of open: OpenDocument) -> [CodeLens] {
    guard options(for: open.uri).similar.codeLens, open.uri.path != nil, let folder = rootFolder,
      FileManager.default.fileExists(atPath: IndexLocation.path(ofFolder: folder, directories: server.directories))
    else { return [] }
    let start = LSPPosition(line: 0, character: 0)
    return [CodeLens(range: LSPRange(start: start, end: start), data: ["uri": .string(open.uri.text)])]
  }

  /// Finds the similar documents, when the lens comes into view.
  fileprivate func resolve(_ lens: CodeLens) async throws -> CodeLens {
    guard let uri = lens.data?["uri"]?.stringValue, let open = document(DocumentURI(uri)) else { return lens }
    let options = options(for: open.uri).similar
    let found = try await similarDocuments(of: open, count: options.count, minimumScore: options.minimumScore)
    var lens = lens
    lens.command = Command(
      title: Self.title(found), command: StetCommand.showSimilar.rawValue,
      arguments: [["uri": .string(uri), "position": ["line": 0, "character": 0]]])
    return lens
  }

  private static func title(_ found: [SimilarPassage]) -> String {
    guard let first = found.first else { return "No similar documents" }
    let more = found.count > 1 ? " and \(found.count - 1) more" : ""
    return "Similar: \(first.document.title)\(more)"
  }
}
