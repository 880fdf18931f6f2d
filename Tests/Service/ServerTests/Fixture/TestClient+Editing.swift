import JSON
import JSONRPC

/// What editors do, in one line each.
extension TestClient {
  @discardableResult
  func initialize(
    _ capabilities: TestCapabilities = TestCapabilities(), options: String = "null", folder: String? = nil
  ) async throws -> JSONValue {
    let folders: JSONValue = folder.map { [["uri": .string("file://\($0)"), "name": "project"]] } ?? .null
    let result = try await request(
      "initialize",
      [
        "processId": nil, "rootUri": nil, "clientInfo": ["name": "tests"], "capabilities": capabilities.json,
        "workspaceFolders": folders, "initializationOptions": try JSONValue(parsing: options),
      ])
    notify("initialized")
    return result
  }

  func open(_ uri: String, _ text: String, version: Int = 1, language: String = "markdown") {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri), "languageId": .string(language), "version": .integer(Int64(version)),
          "text": .string(text),
        ]
      ])
  }

  func change(_ uri: String, _ changes: JSONValue..., version: Int) {
    notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(uri), "version": .integer(Int64(version))], "contentChanges": .array(changes),
      ])
  }

  func save(_ uri: String) { notify("textDocument/didSave", document(uri)) }
  func close(_ uri: String) { notify("textDocument/didClose", document(uri)) }

  func document(_ uri: String) -> JSONValue { ["textDocument": ["uri": .string(uri)]] }

  func at(_ uri: String, _ line: Int, _ character: Int) -> JSONValue {
    ["textDocument": ["uri": .string(uri)], "position": position(line, character)]
  }

  /// The diagnostics as they are when this request arrives, whether the client is one that pulls or not.
  func pull(_ uri: String) async throws -> [JSONValue] {
    try await request("textDocument/diagnostic", document(uri))["items"]?.arrayValue ?? []
  }

  /// The diagnostics that are published for a version of a document.
  func published(_ uri: String, version: Int) async throws -> [JSONValue] {
    let params = try await next("textDocument/publishDiagnostics") {
      $0["uri"]?.stringValue == uri && $0["version"]?.intValue == version
    }
    return params["diagnostics"]?.arrayValue ?? []
  }

  func actions(_ uri: String, _ range: JSONValue, only: [String]? = nil) async throws -> [JSONValue] {
    var context: [(String, JSONValue)] = [("diagnostics", [])]
    if let only { context.append(("only", .array(only.map { .string($0) }))) }
    let answer = try await request(
      "textDocument/codeAction",
      ["textDocument": ["uri": .string(uri)], "range": range, "context": .object(JSONObject(context))])
    return answer.arrayValue ?? []
  }

  /// Runs the command of an action, or an action that is a command.
  func run(_ action: JSONValue) async throws {
    let command = action["command"]?.objectValue.map { JSONValue.object($0) } ?? action
    try await request(
      "workspace/executeCommand",
      ["command": command["command"] ?? .null, "arguments": command["arguments"] ?? []])
  }

  /// Asks `stet/status` until it says what is waited for; gives up after many answers.
  func status(until isReached: (JSONValue) -> Bool) async throws -> JSONValue {
    for _ in 0..<200_000 {
      let status = try await request("stet/status")
      if isReached(status) { return status }
      await Task.yield()
    }
    throw Ended()
  }
}

func position(_ line: Int, _ character: Int) -> JSONValue {
  ["line": .integer(Int64(line)), "character": .integer(Int64(character))]
}

func range(_ startLine: Int, _ start: Int, _ endLine: Int, _ end: Int) -> JSONValue {
  ["start": position(startLine, start), "end": position(endLine, end)]
}

/// One change of a `didChange`.
func edit(_ range: JSONValue, _ text: String) -> JSONValue { ["range": range, "text": .string(text)] }

extension [JSONValue] {
  /// The codes of diagnostics.
  var codes: [String] { compactMap { $0["code"]?.stringValue } }
  /// The words that diagnostics of unknown words are about.
  var words: [String] { compactMap { $0["message"]?.stringValue }.map(word(inMessage:)) }
}

/// The quoted word of a message, or the message itself.
private func word(inMessage message: String) -> String {
  guard let start = message.firstIndex(of: "“"), let end = message.firstIndex(of: "”") else { return message }
  return String(message[message.index(after: start)..<end])
}
