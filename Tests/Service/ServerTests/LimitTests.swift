import JSON
import JSONRPC
import Testing

@testable import Server

/// What protects the server, and what is missing on a machine: a clear message, and everything else goes on.
@Suite(.enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"), .timeLimit(.minutes(5)))
struct LimitTests {
  @Test func `takes no more documents than it may and says so once`() async throws {
    var limits = ServerLimits.forTests
    limits.documentsPerSession = 2
    let client = try await TestServer(limits: limits).client()
    for name in ["a", "b", "c", "d"] { client.open("file:///\(name).md", "The wrold.\n") }
    try await client.isTold("more than 2 documents")
    #expect(try await client.request("stet/status")["documents"]?.arrayValue?.count == 2)
    #expect(try await client.failure("textDocument/diagnostic", client.document("file:///c.md")) == .requestFailed)
    #expect(client.timesTold("more than 2 documents") == 1)
    // Room again; and a document that is open may be opened again at any time.
    client.close("file:///a.md")
    client.open("file:///c.md", "We recieve.\n")
    client.open("file:///b.md", "Not untill.\n", version: 2)
    #expect(try await client.pull("file:///c.md").words == ["recieve"])
    #expect(try await client.pull("file:///b.md").words == ["untill"])
  }

  @Test func `embeds no more texts than it may in one request`() async throws {
    var limits = ServerLimits.forTests
    limits.textsPerRequest = 2
    let client = try await TestServer(limits: limits).client()
    do {
      try await client.request("stet/embed", ["texts": ["a", "b", "c"]])
      Issue.record("three texts were taken")
    } catch let error as ResponseError {
      #expect(error.code == .requestFailed)
      #expect(error.data["code"]?.stringValue == "too-many-texts")
    }
  }

  @Test func `works on without a dictionary and says which is missing once`() async throws {
    let client = try await TestServer().client(options: #"{"language": "tlh-AQ"}"#)
    client.open("file:///a.md", "# Heading\n\nThe wrold.\n")
    client.open("file:///b.md", "The wrold.\n")
    try await client.isTold("tlh")
    #expect(try await client.pull("file:///a.md") == [])
    #expect(try await client.pull("file:///b.md") == [])
    #expect(client.timesTold("tlh") == 1)
    let outline = try await client.request("textDocument/documentSymbol", client.document("file:///a.md"))
    #expect(outline[0]["name"]?.stringValue == "Heading")
    #expect(try await client.actions("file:///a.md", range(2, 4, 2, 5)) == [])
    #expect(try await client.request("stet/correct", client.document("file:///a.md"))["findings"] == [])
  }

  @Test func `follows the workspace folders as they come and go`() async throws {
    let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
    try first.write(".stet.toml", "[dictionaries]\nwords = [\"wrold\"]\n")
    try second.write(".stet.toml", "[dictionaries]\nwords = [\"recieve\"]\n")
    let client = try await TestServer().client(folder: first.path)
    // A document without a file follows the options of the first folder.
    let uri = "untitled:Untitled-1"
    client.open(uri, "A wrold. We recieve.\n")
    #expect(try await client.pull(uri).words == ["recieve"])
    func change(added: [TemporaryFolder], removed: [TemporaryFolder]) {
      func folders(_ folders: [TemporaryFolder]) -> JSONValue {
        .array(folders.map { ["uri": .string("file://\($0.path)"), "name": "project"] })
      }
      client.notify(
        "workspace/didChangeWorkspaceFolders", ["event": ["added": folders(added), "removed": folders(removed)]])
    }
    change(added: [second], removed: [first])
    #expect(try await client.pull(uri).words == ["wrold"])
    change(added: [first], removed: [second])
    #expect(try await client.pull(uri).words == ["recieve"])
    change(added: [], removed: [first])
    #expect(try await client.pull(uri).words == ["wrold", "recieve"])
  }
}
