import JSON
import JSONRPC
import Support
import TestSupport
import Testing

@testable import Server

/// Lists of words and `stet/complete`, with the model and without one.
@Suite(.timeLimit(.minutes(5))) struct CompletionTests {
  private let server: TestServer
  private let uri = "file:///a.md"

  init() throws { server = try TestServer.withLanguageModel() }

  private func completions(_ client: TestClient, _ line: Int, _ character: Int) async throws -> JSONValue {
    try await client.request("textDocument/completion", client.at(uri, line, character))
  }

  @Test(
    .enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"),
    arguments: ["utf-8", "utf-16", "utf-32"])
  func `words begin with what is typed and replace just that`(_ encoding: String) async throws {
    let client = try await server.client(TestCapabilities(encodings: [encoding]))
    let text = "Keelboat keelboat 😀. The 😀 kee"
    client.open(uri, text)
    let units = [
      "utf-8": text.utf8.count, "utf-16": text.utf16.count, "utf-32": text.unicodeScalars.count,
    ]
    let end = units[encoding] ?? 0
    let answer = try await completions(client, 0, end)
    let items = answer["items"]?.arrayValue ?? []
    let words = items.compactMap { $0["textEdit"]["newText"]?.stringValue }
    #expect(words.contains("keeper") && words.contains("keelboat") && Set(words).count == words.count)
    #expect(words.allSatisfy { $0.hasPrefix("kee") && $0.count > 3 })
    #expect(items.allSatisfy { $0["textEdit"]["range"] == range(0, end - 3, 0, end) })
    #expect(items.map { $0["label"] } == items.map { $0["textEdit"]["newText"] })
    let order = items.compactMap { $0["sortText"]?.stringValue }
    #expect(order == order.sorted() && order.count == items.count)
    #expect(answer["isIncomplete"]?.boolValue == true)
  }

  @Test func `without a typed word only who asks gets words`() async throws {
    let client = try await server.client()
    client.open(uri, "The keeper ")
    #expect(try await completions(client, 0, 11)["items"][0]["label"]?.stringValue == "lit")
    var params = client.at(uri, 0, 11).objectValue ?? JSONObject()
    params["context"] = ["triggerKind": 3]
    #expect(try await client.request("textDocument/completion", .object(params))["items"] == [])
  }

  @Test(arguments: [#"{"complete":{"words":0}}"#, #"{"complete":{"enabled":false}}"#])
  func `lists can be switched off`(_ options: String) async throws {
    let client = try await server.client(options: options)
    client.open(uri, "The kee")
    #expect(try await completions(client, 0, 7)["items"] == [])
  }

  // MARK: stet/complete

  private func completed(_ client: TestClient, _ params: JSONValue) async throws -> [String] {
    let answer = try await client.request("stet/complete", params)
    return answer["completions"]?.arrayValue?.compactMap { $0["text"]?.stringValue } ?? []
  }

  @Test func `a document goes on at a place and a text at its end`() async throws {
    let client = try await server.client()
    client.open(uri, "The keeper lit\n\nHe wound the clockwork", version: 4)
    #expect(try await completed(client, client.at(uri, 0, 14)).first == " the lamp at dusk.")
    let answer = try await client.request("stet/complete", client.document(uri))
    #expect(answer["version"]?.intValue == 4 && answer["completions"][0]["text"]?.stringValue == " twice.")
    #expect(answer["completions"][0]["probability"]?.doubleValue ?? 0 > 0.3)
    #expect(answer["completions"][0]["end"]?.stringValue == "sentence")
    #expect(try await completed(client, ["text": "It was int", "maxTokens": 1]).first?.hasPrefix("eresting") == true)
    let several = try await completed(client, ["text": "The", "candidates": 3])
    #expect(several.count == 3 && Set(several).count == 3)
    #expect(try await completed(client, ["text": "```\nThe", "languageId": "markdown"]) == [])
    #expect(try await completed(client, ["text": "The", "minimumConfidence": 1]) == [])
  }

  @Test func `what cannot be is refused`() async throws {
    let client = try await server.client()
    #expect(try await client.failure("stet/complete", ["text": "The", "maxTokens": 0]) == .requestFailed)
    #expect(try await client.failure("stet/complete", ["text": "The", "candidates": "x"]) == .invalidParams)
    #expect(try await client.failure("stet/complete", [:]) == .invalidParams)
    #expect(try await client.failure("stet/complete", client.document("file:///unknown.md")) == .requestFailed)
  }

  // MARK: Without a model

  @Test func `without a model stet/complete says why, and the editor is quiet until somebody asks`() async throws {
    let client = try await TestServer().client()
    do {
      try await client.request("stet/complete", ["text": "The"])
      Issue.record("there is no model")
    } catch let error as ResponseError {
      #expect(error.code == .requestFailed && error.data?["code"]?.stringValue == "model-not-found")
      #expect(error.data?["hint"]?.stringValue?.isEmpty == false)
    }
    client.open(uri, "The kee")
    func items(_ kind: Int) async throws -> JSONValue? {
      var params = client.at(uri, 0, 7).objectValue ?? JSONObject()
      params["context"] = ["triggerKind": .integer(Int64(kind))]
      return try await client.request("textDocument/inlineCompletion", .object(params))["items"]
    }
    for _ in 0..<3 { #expect(try await items(2) == []) }
    #expect(client.timesTold("language model") == 0)
    for _ in 0..<3 { #expect(try await items(1) == []) }
    try await client.isTold("language model")
    #expect(client.timesTold("language model") == 1)
  }

  @Test func `a model that somebody named and that is not there is told once`() async throws {
    let client = try await TestServer().client(options: #"{"complete":{"model":"stet-ln"}}"#)
    client.open(uri, "The kee")
    for _ in 0..<3 { _ = try await client.request("textDocument/completion", client.at(uri, 0, 7)) }
    try await client.isTold("language model")
    #expect(client.timesTold("language model") == 1)
  }
}
