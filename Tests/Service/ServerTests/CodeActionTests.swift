import JSON
import JSONRPC
import Testing

@testable import Server

/// What is offered about a finding, and what comes of choosing it.
@Suite(.enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"), .timeLimit(.minutes(5)))
struct CodeActionTests {
  private let server: TestServer
  private let uri = "file:///notes/a.md"
  private let text = "We recieve it, and teh sea is a wrold of blorfing.\n"

  init() throws { server = try TestServer() }

  private func client(_ capabilities: TestCapabilities = TestCapabilities()) async throws -> TestClient {
    let client = try await server.client(capabilities)
    client.open(uri, text, version: 7)
    return client
  }

  @Test func `offers replacements, the dictionary and letting it stand, for the finding at the range only`()
    async throws
  {
    let actions = try await client().actions(uri, range(0, 5, 0, 5), only: ["quickfix"])
    #expect(actions.first?["title"]?.stringValue == "Replace with “receive”")
    #expect(actions.first?["isPreferred"]?.boolValue == true)
    #expect(actions.compactMap { $0["command"]["command"]?.stringValue } == ["stet.addToDictionary", "stet.letStand"])
    #expect(actions.allSatisfy { $0["diagnostics"][0]["range"] == range(0, 3, 0, 10) })
    #expect(actions.count { $0["isPreferred"] != nil } == 1)
  }

  @Test func `offers nothing where nothing was found`() async throws {
    #expect(try await client().actions(uri, range(0, 0, 0, 1), only: ["quickfix"]) == [])
  }

  @Test(arguments: [
    (["quickfix"], ["quickfix"]), (["source"], ["source.fixAll.stet"]), (["source.fixAll"], ["source.fixAll.stet"]),
    (["refactor"], []),
  ])
  func `gives the kinds that are asked for`(only: [String], kinds: [String]) async throws {
    let actions = try await client().actions(uri, range(0, 0, 1, 0), only: only)
    #expect(Set(actions.compactMap { $0["kind"]?.stringValue }) == Set(kinds))
  }

  @Test func `carries versioned document changes`() async throws {
    let actions = try await client().actions(uri, range(0, 3, 0, 3))
    let change = try #require(actions.first?["edit"]["documentChanges"][0])
    #expect(change["textDocument"] == ["uri": .string(uri), "version": 7])
    #expect(change["edits"] == [["range": range(0, 3, 0, 10), "newText": "receive"]])
  }

  @Test func `carries plain changes for a client that knows no others`() async throws {
    let actions = try await client(TestCapabilities(documentChanges: false)).actions(uri, range(0, 3, 0, 3))
    #expect(actions.first?["edit"]["changes"][uri][0]["newText"]?.stringValue == "receive")
    #expect(actions.first?["edit"]["documentChanges"] == nil)
  }

  @Test func `fixes everything that is safe, and nothing else`() async throws {
    let actions = try await client().actions(uri, range(0, 0, 0, 0), only: ["source.fixAll"])
    let edits = try #require(actions.first?["edit"]["documentChanges"][0]["edits"]?.arrayValue)
    let texts = edits.compactMap { $0["newText"]?.stringValue }
    #expect(texts.contains("receive") && texts.contains("the"))
    #expect(!edits.contains { $0["range"]["start"]["character"]?.intValue == 41 }, "nobody knows what blorfing means")
  }

  @Test func `computes the edit of fix all when it is chosen, for the text as it is then`() async throws {
    let client = try await client(TestCapabilities(resolves: true))
    let action = try #require(try await client.actions(uri, range(0, 0, 0, 0), only: ["source"]).first)
    #expect(action["edit"] == nil)
    client.change(uri, edit(range(0, 0, 0, 0), "Now. "), version: 8)
    let resolved = try await client.request("codeAction/resolve", action)
    let change = try #require(resolved["edit"]["documentChanges"][0])
    #expect(change["textDocument"]["version"]?.intValue == 8)
    #expect(change["edits"]?.arrayValue?.contains { $0["range"] == range(0, 24, 0, 27) } == true)
  }

  @Test func `gives commands to a client that knows nothing else, and replaces only the word`() async throws {
    let client = try await client(TestCapabilities(literals: false))
    client.answer("workspace/applyEdit") { _ in ["applied": true] }
    let actions = try await client.actions(uri, range(0, 3, 0, 3))
    #expect(actions.allSatisfy { $0["command"]?.stringValue != nil })
    try await client.run(try #require(actions.first))
    let asked = try await client.next("workspace/applyEdit")
    let edits = asked["edit"]["documentChanges"][0]["edits"]
    #expect(edits == [["range": range(0, 3, 0, 10), "newText": "receive"]])
  }

  @Test func `does not replace in a text that has changed since`() async throws {
    let client = try await client(TestCapabilities(literals: false))
    let action = try #require(try await client.actions(uri, range(0, 3, 0, 3)).first)
    client.change(uri, edit(range(0, 0, 0, 0), "Now. "), version: 8)
    await #expect { try await client.run(action) } throws: { ($0 as? ResponseError)?.code == .contentModified }
    #expect(client.said("workspace/applyEdit").isEmpty)
  }

  @Test func `says so when the client refuses an edit`() async throws {
    let client = try await client()
    client.answer("workspace/applyEdit") { _ in ["applied": false, "failureReason": "read only"] }
    let fixAll: JSONValue = ["command": "stet.fixAll", "arguments": [["uri": .string(uri)]]]
    #expect(try await client.failure("workspace/executeCommand", fixAll) == .requestFailed)
  }

  @Test(arguments: [
    ("stet.nonsense", "{}"), ("stet.addToDictionary", "{}"), ("stet.addToDictionary", #"{"word":7}"#),
    ("stet.replace", #"{"uri":"file:///a.md","version":"1"}"#), ("stet.fixAll", "null"),
    ("stet.letStand", #"{"code":"c","sentence":"no hash","flagged":"00"}"#), ("stet.showSimilar", #"{"position":3}"#),
  ])
  func `a command with a wrong argument has invalid params`(command: String, argument: String) async throws {
    let client = try await server.client()
    let params: JSONValue = ["command": .string(command), "arguments": [try JSONValue(parsing: argument)]]
    #expect(try await client.failure("workspace/executeCommand", params) == .invalidParams)
  }

  @Test(arguments: [
    "{\"command\": \"stet.fixAll\", \"arguments\": [{\"uri\": \"file:///not-open.md\"}]}",
    "{\"command\": \"stet.fixAll\"}", "{\"command\": \"stet.letStand\", \"arguments\": [{\"sentence\": \"zz\"}]}",
    "{\"command\": \"stet.addToDictionary\", \"arguments\": [{\"word\": 5}]}", "{\"command\": \"stet.replace\"}",
    "{\"command\": \"stet.addToDictionary\", \"arguments\": [{\"word\": \"a\", \"scope\": \"project\"}]}",
  ])
  func `refuses commands that it cannot run`(params: String) async throws {
    let client = try await client()
    #expect(try await client.failure("workspace/executeCommand", JSONValue(parsing: params)) != nil)
    #expect(try await client.failure("stet/status") == nil)
  }
}
