import JSON
import JSONRPC
import Testing

@testable import Server

/// The beginning and the end of a session, and what is answered to messages that cannot be served.
@Suite(.enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"), .timeLimit(.minutes(5)))
struct LifecycleTests {
  private let server: TestServer

  init() throws { server = try TestServer() }

  @Test(arguments: [
    (["utf-8"], "utf-8"), (["utf-16"], "utf-16"), (["utf-32"], "utf-32"), ([], "utf-16"), (["klingon"], "utf-16"),
  ])
  func `agrees on a position encoding`(offered: [String], agreed: String) async throws {
    let result = try await server.connect().initialize(TestCapabilities(encodings: offered))
    #expect(result["capabilities"]["positionEncoding"]?.stringValue == agreed)
    #expect(result["serverInfo"]["name"]?.stringValue == "stet")
  }

  @Test func `offers pulling only to a client that can be told to pull again`() async throws {
    let pulling = try await server.connect().initialize(TestCapabilities(pulls: true))
    #expect(pulling["capabilities"]["diagnosticProvider"] != nil)
    let pushed = try await server.connect().initialize()
    #expect(pushed["capabilities"]["diagnosticProvider"] == nil)
  }

  @Test func `answers nothing but initialize before it is initialized`() async throws {
    let client = server.connect()
    #expect(try await client.failure("stet/status") == .serverNotInitialized)
    client.open("file:///early.md", "A wrold.\n")
    try await client.initialize()
    #expect(try await client.failure("textDocument/hover", client.at("file:///early.md", 0, 3)) == .requestFailed)
  }

  @Test func `refuses a second initialize`() async throws {
    let client = try await server.client()
    #expect(try await client.failure("initialize", ["processId": nil, "capabilities": [:]]) == .invalidRequest)
    #expect(try await client.failure("stet/status") == nil)
  }

  @Test func `refuses everything after shutdown and ends with exit`() async throws {
    let client = try await server.client()
    #expect(try await client.request("shutdown") == .null)
    #expect(try await client.failure("stet/status") == .invalidRequest)
    #expect(try await client.failure("shutdown") == .invalidRequest)
    client.notify("exit")
    await client.session.value
    #expect(server.server.allSessions.isEmpty)
  }

  @Test func `ends with exit even when it was never initialized`() async throws {
    let client = server.connect()
    client.notify("exit")
    await client.session.value
  }

  @Test func `ends when the client hangs up`() async throws {
    let client = try await server.client()
    client.open("file:///a.md", "A wrold.\n")
    client.hangUp()
    await client.session.value
    #expect(server.server.allSessions.isEmpty)
  }

  @Test(arguments: ["textDocument/nonsense", "stet/nonsense", "$/nonsense"])
  func `does not know a method`(method: String) async throws {
    let client = try await server.client()
    #expect(try await client.failure(method) == .methodNotFound)
  }

  @Test(arguments: [
    ("textDocument/hover", "{}"), ("textDocument/hover", "[1]"), ("textDocument/diagnostic", "{\"textDocument\": 5}"),
    ("stet/search", "{\"query\": 5}"), ("stet/embed", "{\"texts\": \"one\"}"),
    ("workspace/executeCommand", "{\"command\": \"stet.nonsense\", \"arguments\": []}"),
  ])
  func `refuses parameters of another shape`(method: String, params: String) async throws {
    let client = try await server.client()
    #expect(try await client.failure(method, JSONValue(parsing: params)) == .invalidParams)
  }

  @Test func `refuses what is no JSON and what is no message, and goes on`() async throws {
    let client = try await server.client()
    client.send("{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\":")
    client.send("[]")
    client.send("{\"jsonrpc\": \"2.0\"}")
    #expect(try await client.failure("stet/status") == nil)
    #expect(client.failures.map(\.code) == [.parseError, .invalidRequest, .invalidRequest])
  }

  @Test func `ignores notifications that it does not know or cannot read`() async throws {
    let client = try await server.client()
    client.notify("$/nonsense", ["a": 1])
    client.notify("nonsense")
    client.notify("textDocument/didOpen", ["textDocument": 5])
    client.notify("textDocument/didChange", client.document("file:///never-opened.md"))
    client.notify("$/cancelRequest", ["id": 99])
    client.notify("$/setTrace", ["value": "verbose"])
    #expect(try await client.failure("stet/status") == nil)
    #expect(client.failures.isEmpty)
  }

  @Test func `refuses an id that still waits for its answer, and answers both`() async throws {
    let client = try await server.client()
    client.open("file:///a.md", "A wrold.\n")
    client.answer("workspace/applyEdit") { _ in nil }
    let fixAll: JSONValue = ["command": "stet.fixAll", "arguments": [["uri": "file:///a.md"]]]
    let id = client.begin("workspace/executeCommand", fixAll, id: .string("one"))
    _ = try await client.next("workspace/applyEdit")
    _ = client.begin("stet/status", id: id)
    await #expect { try await client.response(id) } throws: { ($0 as? ResponseError)?.code == .invalidRequest }
    client.cancel(id)
    await #expect { try await client.response(id) } throws: { ($0 as? ResponseError)?.code == .requestCancelled }
  }

  @Test func `refuses more requests than may wait`() async throws {
    var limits = ServerLimits.forTests
    limits.requestsPerSession = 1
    let server = try TestServer(limits: limits)
    let client = try await server.client()
    client.open("file:///a.md", "A wrold.\n")
    client.answer("workspace/applyEdit") { _ in nil }
    let fixAll: JSONValue = ["command": "stet.fixAll", "arguments": [["uri": "file:///a.md"]]]
    let id = client.begin("workspace/executeCommand", fixAll)
    _ = try await client.next("workspace/applyEdit")
    #expect(try await client.failure("stet/status") == .requestFailed)
    client.cancel(id)
    await #expect(throws: ResponseError.self) { try await client.response(id) }
    #expect(try await client.failure("stet/status") == nil)
  }

  @Test func `answers what still waits when the session ends`() async throws {
    let client = try await server.client()
    client.open("file:///a.md", "A wrold.\n")
    client.answer("workspace/applyEdit") { _ in nil }
    let fixAll: JSONValue = ["command": "stet.fixAll", "arguments": [["uri": "file:///a.md"]]]
    let id = client.begin("workspace/executeCommand", fixAll)
    _ = try await client.next("workspace/applyEdit")
    client.notify("exit")
    await #expect { try await client.response(id) } throws: { ($0 as? ResponseError)?.code == .requestCancelled }
  }

  @Test func `says what it holds`() async throws {
    let client = try await server.client()
    client.open("file:///a.md", "A wrold of teh.\n", version: 3)
    let status = try await client.request("stet/status")
    #expect(status["version"]?.stringValue == Server.version)
    #expect(status["documents"][0]["version"]?.intValue == 3)
    #expect(status["documents"][0]["findings"]?.intValue == 2)
    #expect(status["sessions"][0]["client"]?.stringValue == "tests")
    #expect(status["models"]?.arrayValue == [])
    #expect(try #require(status["memory"]["residentBytes"]?.intValue) > 0)
  }
}
