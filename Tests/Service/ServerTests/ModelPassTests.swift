import JSON
import JSONRPC
import Testing

@testable import Server

/// The counter of model passes: what an edit costs.
@Suite(
  .enabled(if: TestServer.hasDictionary && TestServer.hasModel, "the dictionary or the model is not there"),
  .timeLimit(.minutes(5)))
struct ModelPassTests {
  private let uri = "file:///notes/a.md"
  private let text = "One short line. A second one.\n\nThe third is here.\n\nA fourth and last.\n"

  @Test func `only sentences that are new cost passes`() async throws {
    let client = try await TestServer(model: true).client()
    func passes(_ expected: Int) async throws {
      let status = try await client.status { status in
        (status["documents"]?.arrayValue ?? []).allSatisfy { $0["pending"] == 0 }
      }
      #expect(status["modelPasses"]?.intValue == expected)
    }
    client.open(uri, text)
    try await passes(4)
    client.close(uri)
    client.open(uri, text)
    client.change(uri, edit(range(2, 4, 2, 9), "other"), version: 2)
    try await passes(5)
    // Put back: known. Then one sentence after the other; an edit that comes while a pass runs may throw that pass away.
    client.change(uri, edit(range(2, 4, 2, 9), "third"), version: 3)
    client.change(uri, edit(range(0, 4, 0, 9), "brief"), version: 4)
    try await passes(6)
    client.change(uri, edit(range(0, 0, 0, 0), "Wholly new. "), version: 5)
    try await passes(7)
    client.open("file:///copy.md", text)
    client.open("file:///last.md", "The very last thing.\n")
    try await passes(8)
    let status = try await client.request("stet/status")
    #expect(status["models"][0]["dimensions"]?.intValue == 384)
    // Eight vectors, and with the default model the names and the corrections of eight sentences.
    #expect([8, 24].contains(status["cache"]["memoryEntries"]?.intValue))
    #expect(status["queue"] == ["keystroke": 0, "background": 0])
  }

  @Test func `embeds texts as vectors of length one`() async throws {
    let client = try await TestServer.withSharedModel().client()
    let answer = try await client.request("stet/embed", ["texts": ["A ship at sea.", "A ship at sea.", "Bread."]])
    let vectors = try #require(answer["vectors"]?.arrayValue).map { $0.arrayValue?.compactMap(\.doubleValue) ?? [] }
    #expect(answer["dimensions"]?.intValue == 384)
    #expect(vectors.allSatisfy { $0.count == 384 && abs($0.reduce(0) { $0 + $1 * $1 } - 1) < 0.01 })
    #expect(vectors[0] == vectors[1] && vectors[0] != vectors[2])
  }

  @Test func `highlights whole sentences in the order of the text`() async throws {
    let client = try await TestServer.withSharedModel().client()
    let text = """
      # The light

      The lighthouse was lit in the winter of 1871. Yes. Ships still take their bearing from its light.
      The keeper of the light filled eleven volumes about ships. I had soup for lunch today.

      """
    client.open(uri, text, version: 3)
    let params: JSONValue = ["textDocument": ["uri": .string(uri)], "count": 2]
    let answer = try await client.request("stet/highlights", params)
    let found = try #require(answer["highlights"]?.arrayValue)
    #expect(answer["version"]?.intValue == 3)
    #expect(found.count == 2)
    let sentences = [range(2, 0, 2, 45), range(2, 51, 2, 97), range(3, 0, 3, 58), range(3, 59, 3, 86)]
    #expect(
      sentences.filter { sentence in found.contains { $0["range"] == sentence } } == found.map { $0["range"] ?? .null })
    #expect(found.allSatisfy { (0...1).contains($0["score"]?.doubleValue ?? -1) })
    let same = try await client.request(
      "stet/highlights", ["text": .string(text), "languageId": "markdown", "count": 2])
    #expect(same["highlights"] == answer["highlights"])
  }
}
