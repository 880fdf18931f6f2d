import Foundation
import JSON
import JSONRPC
import TestSupport
import Testing

@testable import Server

/// `stet/ask` and `stet/classify`, with a model that knows its answers by single words.
@Suite(.timeLimit(.minutes(1))) struct AskingTests {
  private let server: TestServer
  private let notes: TemporaryFolder
  private let lamp = "# The lamp\n\nThe keeper 🕯 lit the *lamp*. It was built in **1880** in Norway by Bob.\n"

  init() throws {
    server = try TestServer.withWordModel()
    notes = try TemporaryFolder()
    try notes.write("lamp.md", lamp)
    try notes.write("sub/ada.md", "Ada Lovelace was born in 1815 in London and wrote the program.\n")
    try notes.write("tides.md", "# Tides\n\nThe tide rises twice a day and the moon shows it.\n")
  }

  private func texts(_ answer: JSONValue) -> [String] {
    (answer["answers"]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue }
  }

  @Test func `the workspace answers, indexed when it was not`() async throws {
    let client = try await server.client(TestCapabilities(progress: true), folder: notes.path)
    let answer = try await client.request("stet/ask", ["question": "When was the lamp built?"])
    #expect(answer["answered"] == true && texts(answer).first == "1880")
    let first = answer["answers"][0]
    #expect(first["uri"]?.stringValue == notes.uri("lamp.md") && first["title"] == "The lamp")
    #expect(first["range"] == range(2, 48, 2, 52) && first["bytes"] == [62, 66])
    #expect(first["context"]?.stringValue?.hasPrefix("The keeper 🕯 lit the lamp. It was built in 1880") == true)
    #expect(client.said("$/progress").first?["value"]["kind"] == "begin")
    // It is indexed now.
    let progress = client.said("$/progress").count
    _ = try await client.request("stet/ask", ["question": "When was the lamp built?", "count": 1])
    #expect(client.said("$/progress").count == progress)
    let sub = try await client.request(
      "stet/ask", ["question": "When was the lamp built?", "paths": [.string(notes.path + "/sub")], "count": 1])
    #expect(texts(sub) == ["1815"])
    let none = try await client.request(
      "stet/ask", ["question": "When?", "paths": [.string(notes.path + "/tides.md")]])
    #expect(none["answered"] == false && none["answers"] == [])
  }

  @Test func `an open document is read as it is in the editor`() async throws {
    let client = try await server.client(folder: notes.path)
    try await client.request("stet/index")
    let uri = notes.uri("lamp.md")
    client.open(uri, "# New\n\n" + lamp.replacing("1880", with: "1815"))
    let answer = try await client.request("stet/ask", ["question": "When was it built?", "count": 9])
    #expect(texts(answer).contains("1815") && !texts(answer).contains("1880"))
    let alone = try await client.request(
      "stet/ask", ["question": "When was it built?", "textDocument": ["uri": .string(uri)]])
    #expect(alone["version"]?.intValue != nil && texts(alone).first == "1815")
    #expect(alone["answers"][0]["uri"]?.stringValue == uri && alone["answers"][0]["range"]["start"]["line"] == 4)
  }

  @Test func `a text answers without a workspace`() async throws {
    let client = try await server.client()
    let params: JSONValue = ["question": "When?", "text": .string(lamp), "languageId": "markdown", "count": 1]
    let answer = try await client.request("stet/ask", params)
    #expect(texts(answer) == ["1880"] && answer["answers"][0]["uri"] == nil && answer["version"] == nil)
    #expect(try await client.failure("stet/ask", ["question": "When?"]) == .requestFailed)
    #expect(try await client.failure("stet/ask", ["question": " ", "text": "a"]) == .invalidParams)
    #expect(try await client.failure("stet/ask", ["text": "a"]) == .invalidParams)
    #expect(try await client.failure("stet/ask", ["question": "?", "text": "a", "head": "pos"]) == .requestFailed)
    let strict: JSONValue = ["question": "When?", "text": .string(lamp), "minimumConfidence": 1.0]
    #expect(try await client.request("stet/ask", strict)["answered"] == false)
  }

  @Test func `a cancelled question is answered as cancelled`() async throws {
    let client = try await server.client(TestCapabilities(progress: true), folder: notes.path)
    client.answer("window/workDoneProgress/create") { _ in nil }
    let id = client.begin("stet/ask", ["question": "When?"])
    _ = try await client.next("window/workDoneProgress/create")
    client.cancel(id)
    await #expect { try await client.response(id) } throws: { ($0 as? ResponseError)?.code == .requestCancelled }
  }

  @Test func `gives texts and their parts labels`() async throws {
    let client = try await server.client()
    let text = "A good day. It was bad.\n\nThe 🕯 lamp and the tide.\n"
    let whole = try await client.request("stet/classify", ["text": .string(text)])
    #expect(whole["head"] == "sentiment" && whole["items"]?.arrayValue?.count == 1)
    let parts = try await client.request(
      "stet/classify", ["text": .string(text), "languageId": "markdown", "head": "topics", "by": "sentence", "top": 2])
    let items = try #require(parts["items"]?.arrayValue)
    #expect(
      items.map { $0["labels"] } == [[], [], ["sea", "light"]] || items.map { $0["labels"] }.last == ["light", "sea"])
    #expect(items[2]["range"] == range(2, 0, 2, 25) && items[2]["bytes"] == [25, 52])
    #expect(items.allSatisfy { $0["scores"]?.arrayValue?.count == 2 })
    #expect(try await client.failure("stet/classify", ["text": "a", "head": "nothing"]) == .requestFailed)
    #expect(try await client.failure("stet/classify", ["text": "a", "by": "page"]) == .invalidParams)
    #expect(try await client.failure("stet/classify", ["textDocument": ["uri": "file:///no.md"]]) == .requestFailed)
    client.open("file:///a.md", "A lovely day.\n", version: 7)
    let open = try await client.request("stet/classify", ["textDocument": ["uri": "file:///a.md"]])
    #expect(open["version"] == 7 && open["items"][0]["labels"] == ["positive"])
    let empty = try await client.request("stet/classify", ["text": "", "by": "paragraph"])
    #expect(empty["items"] == [])
  }

  @Test func `says what the heads say about each sentence`() async throws {
    let client = try await server.client()
    let text = "# Bob\n\nThe method is good. *Ada* Lovelace 🕯 met Bob in Paris.\n"
    client.open("file:///a.md", text, version: 3)
    let answer = try await client.request("stet/annotate", ["textDocument": ["uri": "file:///a.md"]])
    #expect(answer["version"] == 3)
    let kinds = answer["kinds"]?.arrayValue ?? []
    #expect(kinds.map { $0["name"] } == ["entities", "phrases", "pos", "roles", "salience"])
    #expect(kinds.map { $0["says"] } == ["spans", "spans", "words", "labels", "score"])
    let sentences = answer["sentences"]?.arrayValue ?? []
    #expect(sentences.count == 3 && sentences[2]["range"] == range(2, 21, 2, 55))
    let names = sentences[2]["annotations"]["entities"]
    #expect(names[0]["label"] == "person" && names[0]["range"] == range(2, 21, 2, 34) && names[0]["bytes"] == [28, 41])
    #expect(names[2]["label"] == "location" && names[2]["range"] == range(2, 49, 2, 54))
    #expect(sentences[1]["annotations"]["roles"][0]["label"] == "method")
    #expect(sentences[1]["annotations"]["salience"]?.doubleValue.map { (0...1).contains($0) } == true)
    let some = try await client.request("stet/annotate", ["text": "Bob met.", "kinds": ["pos"]])
    #expect(some["version"] == nil && some["sentences"][0]["annotations"]["pos"][1]["label"] == "VERB")
    #expect(some["sentences"][0]["annotations"]["entities"] == nil)
    #expect(try await client.failure("stet/annotate", ["text": "Bob met.", "kinds": ["nothing"]]) == .requestFailed)
    #expect(try await client.request("stet/annotate", ["text": ""])["sentences"] == [])
  }
}
