import JSON
import JSONRPC
import Support
import TestSupport
import Testing

@testable import Server

/// Ghost text, words and `stet/complete` through the server, with a model that knows what must come out.
@Suite(.timeLimit(.minutes(5))) struct InlineCompletionTests {
  private let server: TestServer
  private let uri = "file:///a.md"

  init() throws { server = try TestServer.withLanguageModel() }

  private func params(_ line: Int, _ character: Int, invoked: Bool = false, _ more: JSONValue = .null) -> JSONValue {
    var context: JSONObject = ["triggerKind": invoked ? 1 : 2]
    if !more.isNull { context["selectedCompletionInfo"] = more }
    return ["textDocument": ["uri": .string(uri)], "position": position(line, character), "context": .object(context)]
  }

  private func items(
    _ client: TestClient, _ line: Int, _ character: Int, invoked: Bool = false, _ more: JSONValue = .null
  ) async throws -> [JSONValue] {
    let answer = try await client.request(
      "textDocument/inlineCompletion", params(line, character, invoked: invoked, more))
    return answer["items"]?.arrayValue ?? []
  }

  private func generations(_ client: TestClient) async throws -> Int {
    try await client.request("stet/status")["completion"]["generations"]?.intValue ?? -1
  }

  @Test func `one suggestion by itself, several on demand`() async throws {
    let client = try await server.client()
    client.open(uri, "# Notes\n\nIt was int\n")
    let one = try await items(client, 2, 10)
    #expect(one.count == 1)
    let text = try #require(one.first?["insertText"]?.stringValue)
    #expect(text.hasPrefix("interesting to watch the tide") && one.first?["filterText"]?.stringValue == text)
    #expect(one.first?["range"] == range(2, 7, 2, 10))
    let several = try await items(client, 2, 10, invoked: true)
    #expect(several.count > 1 && several.allSatisfy { $0["insertText"]?.stringValue?.hasPrefix("int") == true })
  }

  @Test func `who types on gets the rest without a pass of the model`() async throws {
    let client = try await server.client()
    client.open(uri, "It was int")
    let first = try #require(try await items(client, 0, 10).first?["insertText"]?.stringValue)
    let before = try await generations(client)
    for (typed, letter) in first.dropFirst(3).enumerated().prefix(12) {
      client.change(uri, edit(range(0, 10 + typed, 0, 10 + typed), String(letter)), version: 2 + typed)
      let found = try #require(try await items(client, 0, 11 + typed).first)
      // From the beginning of the word on, whichever that is now.
      let start = found["range"]["start"]["character"]?.intValue ?? 0
      #expect(found["insertText"]?.stringValue == String(first.dropFirst(start - 7)))
    }
    #expect(try await generations(client) == before)
  }

  @Test func `the command after acceptance computes what may follow`() async throws {
    let client = try await server.client()
    client.open(uri, "The keeper lit the")
    let item = try #require(try await items(client, 0, 18).first)
    let text = try #require(item["insertText"]?.stringValue)
    #expect(text == "the lamp at dusk.")
    // First the command, then the edit; next the other way round.
    try await client.run(item["command"] ?? .null)
    client.change(uri, ["range": item["range"] ?? .null, "text": .string(text)], version: 2)
    let before = try await generations(client)
    _ = try await items(client, 0, 15 + text.count)
    #expect(try await generations(client) == before)
    client.change(uri, edit(range(0, 32, 0, 32), " He wound"), version: 3)
    let next = try #require(try await items(client, 0, 41).first)
    let more = try #require(next["insertText"]?.stringValue)
    client.change(uri, ["range": next["range"] ?? .null, "text": .string(more)], version: 4)
    try await client.run(next["command"] ?? .null)
    let after = try await generations(client)
    _ = try await items(client, 0, 36 + more.count)
    #expect(try await generations(client) == after)
    let status = try await client.request("stet/status")["completion"]
    #expect(status["accepted"]?.intValue == 2)
  }

  @Test func `Copilot's notifications are counted`() async throws {
    let client = try await server.client()
    client.notify("textDocument/didShowCompletion", ["item": ["insertText": "x"]])
    client.notify("textDocument/didPartiallyAcceptCompletion", ["item": ["insertText": "x"], "acceptedLength": 1])
    let status = try await client.request("stet/status")["completion"]
    #expect(status["shown"]?.intValue == 1 && status["partiallyAccepted"]?.intValue == 1)
  }

  @Test(arguments: [
    ("```\nThe keeper lit\n```\n", 1, 14), ("---\ntitle: The keeper lit\n---\n", 1, 21),
    ("<!-- stet off -->\n\nThe keeper lit\n", 2, 14), ("See `The keeper lit` there\n", 0, 19),
    ("The keeper lit the lamp\n", 0, 14), ("The keeper lit\n", 0, 7),
  ]) func `there is none outside prose, before more text and in words`(
    _ text: String, _ line: Int, _ character: Int
  ) async throws {
    let client = try await server.client()
    client.open(uri, text)
    #expect(try await items(client, line, character) == [])
    #expect(try await generations(client) == 0)
  }

  @Test func `who asks gets some before more text, too`() async throws {
    let client = try await server.client()
    client.open(uri, "The keeper lit and went.\n")
    #expect(try await !items(client, 0, 14, invoked: true).isEmpty)
    #expect(try await items(client, 0, 7, invoked: true) == [])
  }

  @Test func `suggestions go on with what is chosen in a list`() async throws {
    let client = try await server.client()
    client.open(uri, "The ke")
    let info: JSONValue = ["range": range(0, 4, 0, 6), "text": "keeper"]
    let found = try await items(client, 0, 6, info)
    #expect(found.first?["insertText"]?.stringValue?.hasPrefix("keeper lit") == true)
    #expect(found.first?["range"] == range(0, 4, 0, 6))
    // Behind the caret there is nothing that could be chosen.
    #expect(try await items(client, 0, 2, ["range": range(0, 4, 0, 6), "text": "keeper"]) == [])
    #expect(try await !items(client, 0, 6, ["range": range(0, 6, 0, 6), "text": "eper"]).isEmpty)
  }

  @Test(arguments: [
    #"{"complete":{"enabled":false}}"#, #"{"complete":{"filetypes":["org"]}}"#, #"{"complete":{"ignore":["a.md"]}}"#,
    #"{"ignore":["*.md"]}"#, #"{"complete":{"minimumConfidence":1}}"#, #"{"limits":{"documentBytes":5}}"#,
  ]) func `options switch them off`(_ options: String) async throws {
    let client = try await server.client(options: options)
    client.open(uri, "The keeper lit")
    #expect(try await items(client, 0, 14) == [])
  }

  @Test func `every other file type can be named`() async throws {
    let client = try await server.client(options: #"{"complete":{"filetypes":["org"],"minimumConfidence":0}}"#)
    client.open(uri, "The keeper lit", language: "Org")
    #expect(try await items(client, 0, 14).first?["insertText"]?.stringValue?.hasPrefix("lit the") == true)
  }

  @Test(arguments: ["utf-8", "utf-16", "utf-32"], ["The 😀 keeper lit the", "Ä é 日本 keeper lit the"])
  func `ranges count as the client does`(_ encoding: String, _ text: String) async throws {
    let client = try await server.client(TestCapabilities(encodings: [encoding]))
    client.open(uri, text)
    let units = [
      "utf-8": text.utf8.count, "utf-16": text.utf16.count, "utf-32": text.unicodeScalars.count,
    ]
    let end = units[encoding] ?? 0
    let found = try #require(try await items(client, 0, end, invoked: true).first)
    #expect(found["range"] == range(0, end - 3, 0, end))
    let inserted = found["insertText"]?.stringValue ?? ""
    #expect(inserted.hasPrefix("the") && inserted.count > 3)
  }

  @Test func `whatever the text and wherever the caret, nothing contradicts what is there`() async throws {
    let client = try await server.client(
      TestCapabilities(encodings: ["utf-8"]), options: #"{"complete":{"minimumConfidence":0,"maxTokens":2}}"#)
    var (random, found) = (SeededRandom(9), 0)
    let parts = [
      "The keeper lit", " the", " ke", "\n", "\n\n", "- ", "**", "`", "_", "é", "😀", "# ", "```\n",
      "<!-- stet off -->\n",
    ]
    for version in 1...60 {
      let text = (0..<8).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      client.open(uri, text, version: version)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
      let line = Int.random(in: 0..<lines.count, using: &random)
      let character = Int.random(in: 0...lines[line].count, using: &random)
      let isInvoked = Bool.random(using: &random)
      let edits =
        try await items(client, line, character, invoked: isInvoked).map { ($0["range"], $0["insertText"]) }
        + (completions(client, line, character)["items"]?.arrayValue ?? []).map {
          ($0["textEdit"]["range"], $0["textEdit"]["newText"])
        }
      for (range, text) in edits {
        let start = range["start"]["character"]?.intValue ?? -1
        let end = range["end"]["character"]?.intValue ?? -1
        #expect(range["start"]["line"]?.intValue == line && start <= end && end <= character)
        let there = String(decoding: lines[line][start..<end], as: UTF8.self)
        let new = text?.stringValue ?? ""
        #expect(new.utf8.starts(with: there.utf8) && new.utf8.count > there.utf8.count)
        found += 1
      }
    }
    #expect(found > 20)
  }

  private func completions(_ client: TestClient, _ line: Int, _ character: Int) async throws -> JSONValue {
    try await client.request("textDocument/completion", client.at(uri, line, character))
  }

  @Test func `a newer request takes the place of an older one, and both are answered`() async throws {
    let client = try await server.client()
    client.open(uri, "She wrote every")
    let requests = (0..<30).map { _ in client.begin("textDocument/inlineCompletion", params(0, 15, invoked: true)) }
    var answered = 0
    for request in requests {
      do {
        _ = try await client.response(request)
        answered += 1
      } catch let error as ResponseError { #expect(error.code == .contentModified) }
    }
    #expect(answered >= 1)
    let cancelled = client.begin("textDocument/inlineCompletion", params(0, 9, invoked: true))
    client.cancel(cancelled)
    do { _ = try await client.response(cancelled) } catch let error as ResponseError {
      #expect(error.code == .requestCancelled)
    }
  }

  @Test func `a document that is not open is an error`() async throws {
    let client = try await server.client()
    #expect(try await client.failure("textDocument/inlineCompletion", params(0, 0)) == .requestFailed)
    #expect(try await client.failure("textDocument/inlineCompletion", ["position": position(0, 0)]) == .invalidParams)
  }
}
