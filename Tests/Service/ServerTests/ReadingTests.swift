import JSON
import JSONRPC
import Testing

@testable import Server

/// Hover, outline, selection and `stet/correct`: what is read off a document.
@Suite(.enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"), .timeLimit(.minutes(5)))
struct ReadingTests {
  private let server: TestServer
  private let uri = "file:///notes/a.md"

  init() throws { server = try TestServer() }

  @Test(arguments: [true, false])
  func `hover says what is wrong and what to put there`(markdown: Bool) async throws {
    let client = try await server.client(TestCapabilities(markdown: markdown))
    client.open(uri, "We recieve it.\n")
    let hover = try await client.request("textDocument/hover", client.at(uri, 0, 5))
    let text = try #require(hover["contents"]["value"]?.stringValue)
    #expect(hover["contents"]["kind"]?.stringValue == (markdown ? "markdown" : "plaintext"))
    #expect(hover["range"] == range(0, 3, 0, 10))
    #expect(text.contains("recieve → \(markdown ? "**" : "")receive"))
    #expect(text.contains("spelling.unknown-word") && text.contains("%"))
    #expect(text.contains("**") == markdown)
    #expect(try await client.request("textDocument/hover", client.at(uri, 0, 1)) == .null)
  }

  @Test func `the outline is the tree of headings with their sections`() async throws {
    let client = try await server.client()
    client.open(uri, "# One\n\nText.\n\n## Two\n\nMore.\n\n### Three\n\n## Four\n\nEnd.\n\n# Five\n")
    let outline = try await client.request("textDocument/documentSymbol", client.document(uri))
    func names(_ symbols: JSONValue?) -> [String] {
      (symbols?.arrayValue ?? []).flatMap { [$0["name"]?.stringValue ?? ""] + names($0["children"]).map { ">" + $0 } }
    }
    #expect(names(outline) == ["One", ">Two", ">>Three", ">Four", "Five"])
    #expect(outline[0]["range"]["end"] == position(14, 0))
    #expect(outline[0]["children"][0]["range"] == ["start": position(4, 0), "end": position(10, 0)])
    #expect(within(outline))
  }

  @Test func `the outline is a list for a client that takes no tree`() async throws {
    let client = try await server.client(TestCapabilities(symbolTrees: false))
    client.open(uri, "# One\n\nText.\n\n## Two\n\nMore.\n")
    let outline = try #require(try await client.request("textDocument/documentSymbol", client.document(uri)).arrayValue)
    #expect(outline.map { $0["name"]?.stringValue } == ["One", "Two"])
    #expect(outline.map { $0["containerName"]?.stringValue } == [nil, "One"])
    #expect(outline.map { $0["location"]["uri"]?.stringValue } == [uri, uri])
    #expect(outline[1]["location"]["range"] == ["start": position(4, 0), "end": position(7, 0)])
    #expect(outline[0]["children"] == nil)
  }

  /// Whether every symbol contains its selection and its children.
  private func within(_ symbols: JSONValue?) -> Bool {
    (symbols?.arrayValue ?? []).allSatisfy { symbol in
      let inner = [symbol["selectionRange"]] + (symbol["children"]?.arrayValue ?? []).map { $0["range"] }
      return inner.allSatisfy { contains(symbol["range"], $0) } && within(symbol["children"])
    }
  }

  private func contains(_ outer: JSONValue?, _ inner: JSONValue?) -> Bool {
    func place(_ range: JSONValue?, _ end: String) -> (Int, Int) {
      (range[end]["line"]?.intValue ?? -1, range[end]["character"]?.intValue ?? -1)
    }
    return place(outer, "start") <= place(inner, "start") && place(inner, "end") <= place(outer, "end")
  }

  @Test func `a selection grows from sentence to paragraph to document`() async throws {
    let client = try await server.client()
    client.open(uri, "# One\n\nA first sentence. A *second* sentence.\n\nOther.\n")
    let params: JSONValue = ["textDocument": ["uri": .string(uri)], "positions": [position(2, 22), position(1, 0)]]
    let answer = try await client.request("textDocument/selectionRange", params)
    #expect(answer.arrayValue?.count == 2)
    #expect(answer[0]["range"] == range(2, 18, 2, 38))
    #expect(answer[0]["parent"]["range"] == range(2, 0, 2, 38))
    #expect(answer[0]["parent"]["parent"]["range"] == range(0, 0, 5, 0))
    #expect(answer[0]["parent"]["parent"]["parent"] == nil)
    #expect(contains(answer[1]["range"], range(1, 0, 1, 0)))
  }

  @Test func `corrects a text and an open document alike`() async throws {
    let client = try await server.client()
    client.open(uri, "Ä: we recieve it.\n", version: 5)
    let document = try await client.request("stet/correct", client.document(uri))
    #expect(document["version"]?.intValue == 5)
    let item = try #require(document["findings"][0])
    #expect(item["bytes"] == [7, 14])
    #expect(item["range"] == range(0, 6, 0, 13))
    #expect(item["category"]?.stringValue == "spelling")
    #expect(item["replacements"][0]["text"]?.stringValue == "receive")
    let text = try await client.request("stet/correct", ["text": "Ä: we recieve it.\n", "languageId": "markdown"])
    #expect(text["version"] == nil)
    #expect(text["findings"] == document["findings"])
    #expect(try await client.failure("stet/correct", client.document("file:///not-open.md")) == .requestFailed)
  }

  @Test func `says that there is no model where one is needed, and goes on`() async throws {
    let client = try await server.client()
    client.open(uri, "We recieve it.\n")
    #expect(try await client.failure("stet/highlights", client.document(uri)) == .requestFailed)
    #expect(try await client.failure("stet/embed", ["texts": ["one"]]) == .requestFailed)
    #expect(try await client.pull(uri).words == ["recieve"])
  }
}
