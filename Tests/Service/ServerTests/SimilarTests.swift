import Foundation
import JSON
import JSONRPC
import TestSupport
import Testing

@testable import Server

/// The workspace index through the server, on the sample documents of the repository.
@Suite(
  .enabled(if: TestServer.hasDictionary && TestServer.hasModel, "the dictionary or the model is not there"),
  .serialized, .timeLimit(.minutes(5)))
struct SimilarTests {
  private let server: TestServer
  private let notes: TemporaryFolder

  init() throws {
    server = try TestServer.withSharedModel()
    notes = try TemporaryFolder()
    let samples = SharedData.repository + "/Tests/Samples/field-notes"
    for name in ["keepers.md", "receipt.md", "tides.md", "lighthouse.md"] {
      try notes.write(name, String(contentsOfFile: "\(samples)/\(name)", encoding: .utf8))
    }
  }

  private func client() async throws -> TestClient {
    try await server.client(
      TestCapabilities(progress: true), options: "{\"similar\": {\"minimum-score\": 0}}", folder: notes.path)
  }

  private func name(_ passage: JSONValue?) -> String? {
    passage["uri"]?.stringValue?.split(separator: "/").last.map(String.init)
  }

  @Test func `indexes with progress, once, and follows changed and removed files`() async throws {
    let client = try await client()
    let first = try await client.request("stet/index", ["workDoneToken": "mine"])
    #expect(first["documents"]?.intValue == 4 && first["indexed"]?.intValue == 4)
    #expect(first["failed"]?.arrayValue == [])
    let kinds = client.said("$/progress").map { $0["value"]["kind"]?.stringValue ?? "" }
    #expect(client.said("$/progress").allSatisfy { $0["token"]?.stringValue == "mine" })
    #expect(kinds.first == "begin" && kinds.last == "end" && kinds.count { $0 == "report" } == 4)
    #expect(client.said("window/workDoneProgress/create").isEmpty)
    let second = try await client.request("stet/index")
    #expect(second["unchanged"]?.intValue == 4 && second["passages"] == first["passages"])
    #expect(client.said("window/workDoneProgress/create").count == 1)
    try FileManager.default.removeItem(atPath: notes.path + "/tides.md")
    try notes.write("receipt.md", "# Bread\n\nKnead the dough for ten minutes and bake it in a hot oven.\n")
    let third = try await client.request("stet/index")
    #expect(third["removed"]?.intValue == 1 && third["indexed"]?.intValue == 1 && third["unchanged"]?.intValue == 2)
    #expect(third["documents"]?.intValue == 3)
  }

  @Test func `stops when the progress is cancelled and goes on where it was`() async throws {
    let client = try await client()
    for number in 0..<30 {
      try notes.write("more/\(number).md", "This is note number \(number) of a long row of notes.\n")
    }
    let id = client.begin("stet/index", ["workDoneToken": "mine"])
    _ = try await client.next("$/progress") { $0["value"]["kind"]?.stringValue == "begin" }
    client.notify("window/workDoneProgress/cancel", ["token": "mine"])
    await #expect { try await client.response(id) } throws: { ($0 as? ResponseError)?.code == .requestCancelled }
    #expect(client.said("$/progress").last?["value"]["kind"]?.stringValue == "end")
    let resumed = try await client.request("stet/index")
    #expect(resumed["documents"]?.intValue == 34)
    #expect((resumed["indexed"]?.intValue ?? 0) + (resumed["unchanged"]?.intValue ?? 0) == 34)
  }

  @Test func `answers when it is cancelled while the client owes an answer`() async throws {
    let client = try await client()
    client.answer("window/workDoneProgress/create") { _ in nil }
    let id = client.begin("stet/index")
    _ = try await client.next("window/workDoneProgress/create")
    client.cancel(id)
    await #expect { try await client.response(id) } throws: { ($0 as? ResponseError)?.code == .requestCancelled }
  }

  @Test func `searches, finds what is similar and what is there twice`() async throws {
    let client = try await client()
    let tides = try String(contentsOfFile: notes.path + "/tides.md", encoding: .utf8)
    let twice = try #require(tides.split(separator: "\n\n").dropFirst().first)
    try notes.write("copy.md", "# Copied\n\n\(twice)\n\nEverything else in this file is about something new.\n")
    try await client.request("stet/index")

    let search = try await client.request(
      "stet/search", ["query": "shape the loaves and bake them in a hot oven", "count": 2])
    #expect(search["passages"]?.arrayValue?.count == 2)
    #expect(name(search["passages"][0]) == "receipt.md")
    #expect(search["passages"][0]["range"] == range(5, 0, 6, 33))

    // About the keepers, asked from an open document that is in the index itself.
    let uri = notes.uri("lighthouse.md")
    client.open(uri, try String(contentsOfFile: notes.path + "/lighthouse.md", encoding: .utf8))
    let params: JSONValue = ["textDocument": ["uri": .string(uri)], "position": position(14, 3), "count": 3]
    let similar = try #require(try await client.request("stet/similar", params)["passages"]?.arrayValue)
    #expect(name(similar.first) == "keepers.md")
    #expect(!similar.contains { name($0) == "lighthouse.md" })
    let scores = similar.compactMap { $0["score"]?.doubleValue }
    #expect(scores == scores.sorted(by: >))

    let pairs = try await client.request("stet/duplicates", ["minimumScore": 0.95])["pairs"]
    let pair = try #require(pairs[0])
    #expect(Set([name(pair["first"]), name(pair["second"])]) == ["copy.md", "tides.md"])

    let lens = try #require(try await client.request("textDocument/codeLens", client.document(uri))[0])
    #expect(lens["command"]["command"]?.stringValue == "stet.showSimilar")
    let title = try #require(lens["command"]["title"]?.stringValue)
    #expect(title.hasPrefix("Similar: ") && !title.contains("Carrick Head"))
    try await client.run(try #require(lens["command"]))
    let strict = try await server.client(
      options: #"{"similar": {"code-lens": true, "minimum-score": 0.99}}"#, folder: notes.path)
    strict.open(uri, "Seventeen, four hundred and two, minus nine.\n")
    #expect(try await strict.request("textDocument/codeLens", strict.document(uri)) == [])
  }

  @Test func `says what is missing`() async throws {
    let nowhere = try await server.client()
    #expect(try await nowhere.failure("stet/index") == .requestFailed)
    #expect(try await nowhere.failure("stet/search", ["query": "tides"]) == .requestFailed)
    let empty = try await client()
    #expect(try await empty.request("stet/search", ["query": "tides"])["passages"]?.arrayValue == [])
    let failed = try await empty.request("stet/index", ["paths": [.string(notes.path + "/missing")]])
    #expect(failed["failed"]?.arrayValue?.count == 1)
  }
}
