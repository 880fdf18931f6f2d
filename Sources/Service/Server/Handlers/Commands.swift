import Documents
import Features
import JSON
import JSONRPC
import LSP
import Options
import Spelling
import Store
import Text

/// A command with its argument, read and checked.
enum CommandCall: Sendable {
  case addToDictionary(word: String, isForProject: Bool, uri: DocumentURI?)
  case replace(ReplaceArgument)
  case letStand(Dismissal, DocumentURI?)
  case fixAll(DocumentURI, FindingKind?)
  case index
  case showSimilar(SimilarRequest.Params)
  case teach(TeachRequest.Params)
  case suggestionAccepted(ReplaceArgument)

  /// Reads the command of a request.
  ///
  /// - Throws: `ResponseError` `InvalidParams`, with the path of what is wrong.
  init(_ params: ExecuteCommandParams) throws(ResponseError) {
    guard let command = StetCommand(rawValue: params.command) else {
      throw ResponseError(.invalidParams, "no such command: \(params.command.prefix(80))")
    }
    do throws(JSONError) { self = try Self(command, params.arguments.first ?? .null) } catch {
      throw ResponseError(.invalidParams, error)
    }
  }

  private init(_ command: StetCommand, _ argument: JSONValue) throws(JSONError) {
    switch command {
    case .addToDictionary:
      self = .addToDictionary(
        word: try argument.decode("word"), isForProject: argument["scope"]?.stringValue == "project",
        uri: argument["uri"]?.stringValue.map { DocumentURI($0) })
    case .replace: self = .replace(try ReplaceArgument(json: argument))
    case .suggestionAccepted: self = .suggestionAccepted(try ReplaceArgument(json: argument))
    case .letStand: self = .letStand(try Self.dismissal(argument), argument["uri"]?.stringValue.map { DocumentURI($0) })
    case .fixAll: self = .fixAll(DocumentURI(try argument.decode("uri")), FindingKind(json: argument))
    case .index: self = .index
    case .showSimilar:
      let document: JSONValue = ["uri": argument["uri"] ?? .null]
      self = .showSimilar(
        try SimilarRequest.Params(json: ["textDocument": document, "position": argument["position"] ?? .null]))
    case .teach:
      guard case .object(var object) = argument else { throw JSONError.shape("an object", at: "") }
      if let uri = object["uri"] { object["textDocument"] = ["uri": uri] }
      self = .teach(try TeachRequest.Params(json: .object(object)))
    }
  }

  private static func dismissal(_ argument: JSONValue) throws(JSONError) -> Dismissal {
    func hash(_ key: String) throws(JSONError) -> ContentHash {
      guard let hash = ContentHash(hexadecimal: try argument.decode(key)) else {
        throw JSONError.shape("a hash in hexadecimal digits", at: key)
      }
      return hash
    }
    return Dismissal(
      sentence: try hash("sentence"), code: try argument.decode("code"), flagged: try hash("flagged"))
  }
}

/// The argument of `stet.replace` and `stet.suggestionAccepted`: an edit and the version that it was made for.
struct ReplaceArgument: Sendable {
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

// MARK: Running

extension Session {
  /// Runs a command.
  ///
  /// - Parameter token: for the progress of those that take long.
  func execute(_ call: CommandCall, token: ProgressToken?) async throws -> JSONValue {
    switch call {
    case .addToDictionary(let word, let isForProject, let uri): try add(word, toProject: isForProject, of: uri)
    case .replace(let argument): try await replace(argument)
    case .suggestionAccepted(let argument): try await suggestionAccepted(argument)
    case .letStand(let dismissal, let uri): try letStand(dismissal, in: uri)
    case .fixAll(let uri, let kind): try await fixAll(uri, kind)
    case .index: return try JSONValue(parsing: try await index(paths: nil, token: token).encoded())
    case .showSimilar(let params):
      let context = RequestContext(session: self, document: document(for: SimilarRequest.ordering(of: params)))
      return try JSONValue(parsing: try await similar(params, context).encoded())
    case .teach(let params):
      let context = RequestContext(session: self, document: document(for: TeachRequest.ordering(of: params)))
      return try JSONValue(parsing: try await teach(params, context).encoded())
    }
    return .null
  }

  private func add(_ word: String, toProject isForProject: Bool, of uri: DocumentURI?) throws {
    var path = WordList.userPath(server.directories)
    if isForProject {
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

  private func letStand(_ dismissal: Dismissal, in uri: DocumentURI?) throws {
    guard let feedback = server.workbench.feedback else {
      throw ServerError(code: "store-unavailable", message: "what is let stand cannot be remembered")
    }
    try feedback.insert(dismissal, text: uri.flatMap { document($0) }.flatMap { text(of: dismissal, in: $0) })
    server.rulesChanged()
  }

  /// The sentence of a finding that is shown in an open document.
  private func text(of dismissal: Dismissal, in open: OpenDocument) -> DismissedText? {
    let (state, findings) = findings(of: open)
    guard let located = findings.first(where: { $0.dismissal == dismissal }) else { return nil }
    let (snapshot, range) = (state.snapshot, located.finding.range)
    let start = snapshot.proseOffset(ofSource: range.lowerBound, inSentence: located.sentence)
    let end = snapshot.proseOffset(ofSource: range.upperBound, inSentence: located.sentence)
    return DismissedText(
      sentence: String(decoding: snapshot.sentence(at: located.sentence).text, as: UTF8.self),
      range: start..<max(start, end),
      replacement: located.withReplacements(from: open.currentRules.checker).replacements.first?.text)
  }

  private func fixAll(_ uri: DocumentURI, _ kind: FindingKind?) async throws {
    guard let open = document(uri) else { throw ServerError.unknownDocument() }
    try await apply(fixAllEdit(of: open, kind: kind), label: "Stet: fix all")
  }

  private func replace(_ argument: ReplaceArgument) async throws {
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
