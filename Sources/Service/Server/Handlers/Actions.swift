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

/// What can be done about a finding.
let actionRequests = [
  RequestHandler(CodeActionRequest.self) { params, context in
    let open = try context.requireDocument().open
    return CodeActions(session: context.session, open: open).actions(for: params)
  },
  RequestHandler(CodeActionResolveRequest.self) { action, context in
    guard case .object(var resolved) = action, resolved["edit"] == nil,
      let uri = action["data"]["uri"]?.stringValue, let open = context.session.document(DocumentURI(uri))
    else { return action }
    let edit = context.session.fixAllEdit(of: open, kind: FindingKind(json: action["data"]))
    resolved["edit"] = try JSONValue(parsing: edit.encoded())
    return .object(resolved)
  },
  RequestHandler(CodeLensRequest.self) { params, context in
    guard let open = context.document?.open else { return [] }
    return try await context.session.lenses(of: open)
  },
  RequestHandler(ExecuteCommandRequest.self) { params, context in
    try await context.session.execute(try CommandCall(params), token: params.workDoneToken)
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
    let checker = open.currentRules.checker
    if params.wants(.quickFix) {
      let touched = findings.filter {
        $0.finding.range.lowerBound <= bytes.upperBound && bytes.lowerBound <= $0.finding.range.upperBound
      }
      for located in touched.prefix(Self.mostFindings) {
        let finding = located.withReplacements(from: checker)
        let alike = finding.replacements.isEmpty ? 0 : findings.count { FindingKind(located).includes($0) }
        actions += quickFixes(located, finding, alike: alike, in: state)
      }
    }
    if params.wants(.fixAll), !findings.isEmpty {
      actions.append(fixAll("Fix everything that is safe to fix", .fixAll))
    }
    return actions
  }

  private func quickFixes(
    _ located: LocatedFinding, _ finding: Finding, alike: Int, in state: OpenDocument.State
  ) -> [CodeActionOrCommand] {
    let diagnostic = session.diagnostic(located, in: state.rope)
    var actions = finding.replacements.enumerated().map { index, replacement in
      action(
        "Replace with “\(replacement.text)”", diagnostic, isPreferred: index == 0, in: state,
        LSP.TextEdit(range: diagnostic.range, newText: replacement.text))
    }
    if alike > 1 { actions.append(fixAllAlike(located, finding, count: alike, diagnostic)) }
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

  private func fixAllAlike(
    _ located: LocatedFinding, _ finding: Finding, count: Int, _ diagnostic: Diagnostic
  ) -> CodeActionOrCommand {
    let title =
      located.word.map { "Replace “\($0)” with “\(finding.replacements[0].text)” in all \(count) places" }
      ?? "Fix all \(count) findings of this kind (\(finding.code))"
    return fixAll(title, .quickFix, kind: FindingKind(located), diagnostic)
  }

  /// Fixes of the whole document in one action; its edit is made when it is chosen, where the client can ask for it.
  ///
  /// - Parameter kind: nil for all that are safe.
  private func fixAll(
    _ title: String, _ actionKind: CodeActionKind, kind: FindingKind? = nil, _ diagnostic: Diagnostic? = nil
  ) -> CodeActionOrCommand {
    let argument = JSONValue.object(JSONObject([("uri", .string(open.uri.text))] + (kind?.members ?? [])))
    guard session.capabilities.takesCodeActionLiterals else {
      return .command(Command(title: title, command: StetCommand.fixAll.rawValue, arguments: [argument]))
    }
    let isLazy = session.capabilities.resolvesCodeActionEdits
    return .action(
      CodeAction(
        title: title, kind: actionKind, diagnostics: diagnostic.map { [$0] },
        edit: isLazy ? nil : session.fixAllEdit(of: open, kind: kind), data: isLazy ? argument : nil))
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

  /// Every fix of a kind in a document's newest state; every safe one where no kind is named.
  func fixAllEdit(of open: OpenDocument, kind: FindingKind? = nil) -> WorkspaceEdit {
    let (state, findings) = findings(of: open)
    let checker = open.currentRules.checker
    let fixed = findings.filter { kind?.includes($0) ?? true }.map { $0.withReplacements(from: checker) }
      .filter { kind != nil || $0.isSafe }
    return edit(
      open, state, fixed.compactMap { finding in finding.replacements.first.map { (finding.range, $0.text) } })
  }
}
