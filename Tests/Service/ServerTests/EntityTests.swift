import JSON
import JSONRPC
import Testing

@testable import Server

/// Named entities as symbols, with a bundle whose heads know a dozen words by heart.
@Suite(.timeLimit(.minutes(1))) struct EntityTests {
  private let uri = "file:///notes.md"
  private let text = """
    # Notes

    Ada Lovelace wrote a letter. Acme is good.
    The engine of ADA LOVELACE is in *London*, `London` and Turin.

    Lovelace met Ada Lovelace’s Hopper.

    """

  /// A client with the text open, every sentence of which the model has seen.
  private func client(
    _ server: TestServer, _ capabilities: TestCapabilities = TestCapabilities(), options: String = "null",
    folder: String? = nil, text: String? = nil
  ) async throws -> TestClient {
    let client = try await server.client(capabilities, options: options, folder: folder)
    client.open(uri, text ?? self.text)
    try await settled(client)
    return client
  }

  private func settled(_ client: TestClient) async throws {
    _ = try await client.status { status in
      status["documents"]?.arrayValue?.allSatisfy { $0["pending"]?.intValue == 0 } ?? false
    }
  }

  /// The tokens as `line:character+length type`.
  private func tokens(_ answer: JSONValue, types: [String]) -> [String] {
    let data = answer["data"]?.arrayValue?.compactMap(\.intValue) ?? []
    var (line, character) = (0, 0)
    return stride(from: 0, to: data.count, by: 5).map { start in
      line += data[start]
      character = (data[start] == 0 ? character : 0) + data[start + 1]
      return "\(line):\(character)+\(data[start + 2]) \(types[data[start + 3]])"
    }
  }

  private func ranges(_ answer: JSONValue) -> [String] {
    (answer.arrayValue ?? []).map { place in
      let range = place["range"] ?? place["location"]?["range"]
      let (start, end) = (range?["start"], range?["end"])
      return
        "\(start?["line"]?.intValue ?? -1):\(start?["character"]?.intValue ?? -1)-\(end?["character"]?.intValue ?? -1)"
    }
  }

  @Test func `a server offers entities only where its model finds some`() async throws {
    let names = [
      "documentHighlightProvider", "referencesProvider", "renameProvider", "inlayHintProvider",
      "workspaceSymbolProvider", "semanticTokensProvider",
    ]
    let without = try await TestServer().connect().initialize()
    #expect(names.allSatisfy { without["capabilities"]?[$0] == nil })
    let with = try await TestServer(bundle: TestServer.tinyBundle).connect().initialize()
    #expect(names.allSatisfy { with["capabilities"]?[$0] != nil })
    let types = with["capabilities"]?["semanticTokensProvider"]?["legend"]?["tokenTypes"]?.arrayValue
    #expect(
      types?.compactMap(\.stringValue) == TokenLegend.types && Set(TokenLegend.types).count == TokenLegend.types.count)
  }

  @Test func `what is asked of a server without a model is answered, with nothing`() async throws {
    let client = try await TestServer().client()
    client.open(uri, text)
    #expect(try await client.request("textDocument/semanticTokens/full", client.document(uri))["data"] == [])
    for method in ["textDocument/documentHighlight", "textDocument/references"] {
      #expect(try await client.request(method, client.at(uri, 2, 3)) == [])
    }
    #expect(try await client.request("textDocument/prepareRename", client.at(uri, 2, 3)).isNull)
    #expect(try await client.request("workspace/symbol", ["query": ""]) == [])
  }

  @Test func `tokens are the entities, whole, in part and as what has changed`() async throws {
    let client = try await client(TestServer(bundle: TestServer.tinyBundle))
    let full = try await client.request("textDocument/semanticTokens/full", client.document(uri))
    let expected = [
      "2:0+12 person", "2:29+4 organization", "3:14+12 person", "3:34+6 location", "3:56+5 location", "5:0+8 person",
      "5:13+12 person",
    ]
    #expect(tokens(full, types: TokenLegend.types).prefix(7) == expected[...])
    let part = try await client.request(
      "textDocument/semanticTokens/range", ["textDocument": ["uri": .string(uri)], "range": range(3, 0, 3, 10)])
    #expect(tokens(part, types: TokenLegend.types) == Array(expected[2...4]))

    let id = try #require(full["resultId"]?.stringValue)
    let same = try await client.request(
      "textDocument/semanticTokens/full/delta",
      ["textDocument": ["uri": .string(uri)], "previousResultId": .string(id)])
    #expect(same["edits"] == [] && same["resultId"]?.stringValue == id)
    client.change(uri, edit(range(2, 29, 2, 33), "Grace"), version: 2)
    try await settled(client)
    let delta = try await client.request(
      "textDocument/semanticTokens/full/delta",
      ["textDocument": ["uri": .string(uri)], "previousResultId": .string(id)])
    let changed = try #require(delta["edits"]?[0])
    var data = full["data"]?.arrayValue ?? []
    let start = changed["start"]?.intValue ?? 0
    data.replaceSubrange(
      start..<start + (changed["deleteCount"]?.intValue ?? 0), with: changed["data"]?.arrayValue ?? [])
    let now = try await client.request("textDocument/semanticTokens/full", client.document(uri))
    #expect(now["data"]?.arrayValue == data && changed["deleteCount"]?.intValue == 5)
    let unknown = try await client.request(
      "textDocument/semanticTokens/full/delta", ["textDocument": ["uri": .string(uri)], "previousResultId": "x"])
    #expect(unknown["data"]?.arrayValue == data)
  }

  @Test func `words, phrases and sentences are coloured where somebody asks for it, the first over the later`()
    async throws
  {
    let server = try TestServer(bundle: TestServer.tinyBundle)
    let options = #"{"annotations": {"semanticTokens": ["entities", "phrases", "pos", "roles", "nothing"]}}"#
    let client = try await client(
      server, TestCapabilities(refreshesTokens: true), options: options, text: "We measured the engine of Ada.\r\n")
    _ = try await client.next("workspace/semanticTokens/refresh")
    var found: [String] = []
    // The roles come last, and with a refresh of their own.
    while found.count < 12 {
      let answer = try await client.request("textDocument/semanticTokens/full", client.document(uri))
      found = tokens(answer, types: TokenLegend.types)
    }
    #expect(
      found == [
        "0:0+2 x", "0:2+1 method", "0:3+8 x", "0:11+1 method", "0:12+3 x", "0:15+1 method", "0:16+6 phrase",
        "0:22+1 method", "0:23+2 x", "0:25+1 method", "0:26+3 person", "0:29+1 x",
      ])
  }

  @Test(arguments: ["utf-8", "utf-16", "utf-32"])
  func `ranges are in the client's encoding`(_ encoding: String) async throws {
    let client = try await client(
      TestServer(bundle: TestServer.tinyBundle), TestCapabilities(encodings: [encoding]),
      text: "é😀 Ada met\r\nAda in 😀 Turin.\r\n")
    let widths = ["utf-8": (7, 12), "utf-16": (4, 10), "utf-32": (3, 9)]
    let (first, last) = try #require(widths[encoding])
    let answer = try await client.request("textDocument/semanticTokens/full", client.document(uri))
    #expect(
      tokens(answer, types: TokenLegend.types) == ["0:\(first)+3 person", "1:0+3 person", "1:\(last)+5 location"])
  }

  @Test func `highlights and references are all mentions, also by the last name`() async throws {
    let client = try await client(TestServer(bundle: TestServer.tinyBundle))
    let all = ["2:0-12", "3:14-26", "5:0-8", "5:13-25"]
    for (line, character) in [(2, 3), (3, 14), (5, 8), (5, 20)] {
      #expect(
        ranges(try await client.request("textDocument/documentHighlight", client.at(uri, line, character))) == all)
      #expect(ranges(try await client.request("textDocument/references", client.at(uri, line, character))) == all)
    }
    #expect(try await client.request("textDocument/documentHighlight", client.at(uri, 2, 14)) == [])
  }

  @Test func `a hover tells type, mentions and confidence`() async throws {
    let client = try await client(TestServer(bundle: TestServer.tinyBundle))
    let hover = try await client.request("textDocument/hover", client.at(uri, 5, 3))
    let value = try #require(hover["contents"]?["value"]?.stringValue)
    #expect(value.hasPrefix("**Ada Lovelace**: person\n\n4 mentions in this document, confidence "))
    #expect(hover["range"] == range(5, 0, 5, 8))
    #expect(try await client.request("textDocument/hover", client.at(uri, 2, 18)).isNull)
  }

  @Test func `the outline ends with the entities, unless it shall not`() async throws {
    let server = try TestServer(bundle: TestServer.tinyBundle)
    let client = try await client(server)
    let symbols = try await client.request("textDocument/documentSymbol", client.document(uri)).arrayValue ?? []
    #expect(symbols.map { $0["name"]?.stringValue } == ["Notes", "Entities"])
    let children = symbols.last?["children"]?.arrayValue ?? []
    #expect(children.prefix(4).map { $0["name"]?.stringValue } == ["Ada Lovelace", "Acme", "London", "Turin"])
    #expect(children.first?["detail"] == "person, 4 mentions" && children[1]["detail"] == "organization")
    let flat = try await self.client(server, TestCapabilities(symbolTrees: false))
    let list = try await flat.request("textDocument/documentSymbol", flat.document(uri)).arrayValue ?? []
    #expect(list.contains { $0["name"] == "London" && $0["containerName"] == "Entities" })
    let quiet = try await self.client(server, options: #"{"annotations": {"outline": false}}"#)
    #expect(try await quiet.request("textDocument/documentSymbol", quiet.document(uri)).arrayValue?.count == 1)
  }

  @Test func `hints are off unless somebody wants them`() async throws {
    let server = try TestServer(bundle: TestServer.tinyBundle)
    let whole: JSONValue = ["textDocument": ["uri": .string(uri)], "range": range(0, 0, 9, 0)]
    let client = try await client(server)
    #expect(try await client.request("textDocument/inlayHint", whole) == [])
    let curious = try await self.client(server, options: #"{"annotations": {"inlayHints": true}}"#)
    let hints = try await curious.request("textDocument/inlayHint", whole).arrayValue ?? []
    #expect(hints.prefix(2).map { $0["label"]?.stringValue } == ["person", "organization"])
    #expect(hints.first?["position"] == position(2, 12))
  }

  @Test func `a rename changes one form of a name everywhere it is written`() async throws {
    let client = try await client(TestServer(bundle: TestServer.tinyBundle), folder: "/")
    let other = "file:///other.md"
    client.open(other, "Ada Lovelace lives. [Ada](x) *Love*lace, Ada Lovelaces.\n", version: 7)
    try await settled(client)
    let prepared = try await client.request("textDocument/prepareRename", client.at(uri, 5, 15))
    #expect(prepared["placeholder"] == "Ada Lovelace" && prepared["range"] == range(5, 13, 5, 25))
    var params = try #require(client.at(uri, 5, 15).objectValue)
    params["newName"] = " Augusta King "
    let edit = try await client.request("textDocument/rename", .object(params))
    let changes = try #require(edit["documentChanges"]?.arrayValue)
    #expect(changes.map { $0["textDocument"]?["version"]?.intValue } == [1, 7])
    #expect(ranges(changes[0]["edits"] ?? .null) == ["2:0-12", "3:14-26", "5:13-25"])
    #expect(
      changes[0]["edits"]?.arrayValue?.map { $0["newText"]?.stringValue }
        == ["Augusta King", "AUGUSTA KING", "Augusta King"])
    #expect(ranges(changes.last?["edits"] ?? .null) == ["0:0-12"])
    for name in ["", "  ", "a\nb"] {
      params["newName"] = .string(name)
      #expect(try await client.failure("textDocument/rename", .object(params)) != nil)
    }
    params["position"] = position(0, 0)
    #expect(try await client.failure("textDocument/rename", .object(params)) != nil)
  }

  @Test(.enabled(if: TestServer.hasDictionary, "hunspell-en-us is not installed"))
  func `a name is no unknown word once the model has found it`() async throws {
    let server = try TestServer(bundle: TestServer.tinyBundle)
    let unknown = "A quellix is a kind of lamp. A flurbish is a kind of lamp.\n"
    let strict = try await client(server, options: #"{"annotations": {"acceptNames": false}}"#, text: unknown)
    let all = try await strict.pull(uri).words
    let client = try await client(server, text: unknown)
    let found = try await client.pull(uri).words
    #expect(all == ["quellix", "flurbish"])
    #expect(found == ["flurbish"])
    let corrected = try await client.request("stet/correct", ["text": .string(unknown), "languageId": "markdown"])
    #expect(corrected["findings"]?.arrayValue?.count == found.count)
    // What was published first may still have had them; what is published last has not.
    let last = try #require(client.said("textDocument/publishDiagnostics").last)
    #expect((last["diagnostics"]?.arrayValue ?? []).words == found)
  }

  @Test func `tokens are fetched again when the model has found something, and not otherwise`() async throws {
    let server = try TestServer(bundle: TestServer.tinyBundle)
    let client = try await client(server, TestCapabilities(refreshesTokens: true), text: "Nothing is here.\n")
    #expect(client.said("workspace/semanticTokens/refresh").isEmpty)
    client.change(uri, edit(range(0, 0, 0, 7), "Ada"), version: 2)
    _ = try await client.next("workspace/semanticTokens/refresh")
    #expect(client.said("workspace/inlayHint/refresh").isEmpty)
  }

  @Test func `symbols and references reach into files that were indexed`() async throws {
    let server = try TestServer(bundle: TestServer.tinyBundle)
    let folder = try TemporaryFolder()
    try folder.write("one.md", "# One\n\nAda Lovelace lives in Turin. Lovelace wrote a letter.\n")
    try folder.write("two.md", "Ada Lovelace met Grace Hopper.\n")
    let client = try await client(server, folder: folder.path)
    try await client.request("stet/index", [:])
    let references = try await client.request("textDocument/references", client.at(uri, 2, 3)).arrayValue ?? []
    let indexed = references.filter { $0["uri"]?.stringValue != uri }
    #expect(
      indexed.map { $0["uri"]?.stringValue } == [folder.uri("one.md"), folder.uri("one.md"), folder.uri("two.md")])
    #expect(ranges(.array(indexed)) == ["2:0-12", "2:29-37", "0:0-12"])
    let symbols = try await client.request("workspace/symbol", ["query": "hopr"]).arrayValue ?? []
    #expect(
      symbols.contains { $0["name"] == "Grace Hopper" && $0["location"]?["uri"]?.stringValue == folder.uri("two.md") })
    // A file that has changed since is left out until it is indexed again; an open one counts as it is now.
    try folder.write("two.md", "Changed.\n")
    client.open(folder.uri("one.md"), "Nothing is here.\n")
    try await settled(client)
    #expect(try await client.request("textDocument/references", client.at(uri, 2, 3)).arrayValue?.count == 4)
  }
}
