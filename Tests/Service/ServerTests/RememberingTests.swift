import Foundation
import JSON
import Testing

@testable import Server

/// What the server remembers for its user: words, and findings that were let stand.
@Suite(.enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"), .timeLimit(.minutes(5)))
struct RememberingTests {
  private let server: TestServer
  private let uri = "file:///notes/a.md"

  init() throws { server = try TestServer(model: false) }

  /// Runs the action of a command at a place.
  private func choose(
    _ command: String, _ uri: String, _ place: JSONValue, with client: TestClient, scope: String? = nil
  ) async throws {
    let action = try await client.actions(uri, place).first {
      $0["command"]["command"]?.stringValue == command
        && (scope == nil || $0["command"]["arguments"][0]["scope"]?.stringValue == scope)
    }
    try await client.run(try #require(action))
  }

  @Test func `a word that is added counts as right in all sessions`() async throws {
    let (first, second) = (try await server.client(), try await server.client())
    first.open(uri, "A blorfing it is.\n")
    second.open("file:///other.md", "Some blorfing and a wrold.\n", version: 3)
    #expect(try await second.published("file:///other.md", version: 3).words == ["blorfing", "wrold"])
    try await choose("stet.addToDictionary", uri, range(0, 2, 0, 2), with: first)
    _ = try await first.next("textDocument/publishDiagnostics") { $0["diagnostics"]?.arrayValue == [] }
    _ = try await second.next("textDocument/publishDiagnostics") { $0["diagnostics"]?.arrayValue?.words == ["wrold"] }
  }

  @Test func `a client that pulls is asked to pull again`() async throws {
    let client = try await server.client(TestCapabilities(pulls: true))
    client.open(uri, "A blorfing it is.\n")
    try await choose("stet.addToDictionary", uri, range(0, 2, 0, 2), with: client)
    _ = try await client.next("workspace/diagnostic/refresh")
    #expect(try await client.pull(uri) == [])
  }

  @Test func `a word of the project counts in the project only`() async throws {
    let project = try TemporaryFolder()
    try project.write(".stet.toml", "language = \"en-US\"\n")
    let client = try await server.client(folder: project.path)
    client.open(project.uri("a.md"), "A blorfing it is.\n")
    client.open(uri, "Another blorfing.\n")
    try await choose("stet.addToDictionary", project.uri("a.md"), range(0, 2, 0, 2), with: client, scope: "project")
    #expect(try await client.pull(project.uri("a.md")) == [])
    #expect(try await client.pull(uri).words == ["blorfing"])
    let list = try String(contentsOfFile: project.path + "/.stet-dictionary.txt", encoding: .utf8)
    #expect(list.contains("blorfing"))
  }

  @Test func `what is let stand stays so when its sentence moves, and only there`() async throws {
    let client = try await server.client()
    client.open(uri, "A blorfing it is.\n")
    try await choose("stet.letStand", uri, range(0, 2, 0, 2), with: client)
    #expect(try await client.pull(uri) == [])
    client.change(uri, edit(range(0, 0, 0, 0), "# Heading\n\nBefore it.\n\n"), version: 2)
    #expect(try await client.pull(uri) == [])
    client.change(uri, edit(range(4, 17, 4, 17), "\n\nAnother blorfing."), version: 3)
    let found = try await client.pull(uri)
    #expect(found.map { $0["range"] ?? .null } == [range(6, 8, 6, 16)])
  }

  @Test func `what is let stand stays so in a renamed file and for a new server`() async throws {
    let client = try await server.client()
    client.open(uri, "A blorfing it is.\n")
    try await choose("stet.letStand", uri, range(0, 2, 0, 2), with: client)
    client.close(uri)
    client.open("file:///notes/renamed.md", "A blorfing it is.\n")
    #expect(try await client.pull("file:///notes/renamed.md") == [])
    server.close()
    let later = try await TestServer(model: false, home: server.home).client()
    later.open(uri, "A blorfing it is. Another blorfish.\n")
    #expect(try await later.pull(uri).words == ["blorfish"])
  }

  @Test func `a word that is added is known to a new server`() async throws {
    let client = try await server.client()
    client.open(uri, "A blorfing it is.\n")
    try await choose("stet.addToDictionary", uri, range(0, 2, 0, 2), with: client)
    let later = try await TestServer(model: false, home: server.home).client()
    later.open(uri, "A blorfing it is.\n")
    #expect(try await later.pull(uri) == [])
  }
}
