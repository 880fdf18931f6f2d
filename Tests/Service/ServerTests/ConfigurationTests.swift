import Foundation
import JSON
import Testing

@testable import Server

/// Options from the client and from `.stet.toml`, and the limits that they set.
@Suite(.enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"), .timeLimit(.minutes(5)))
struct ConfigurationTests {
  private let server: TestServer
  private let project: TemporaryFolder
  private let uri = "file:///notes/a.md"

  init() throws {
    server = try TestServer()
    project = try TemporaryFolder()
  }

  @Test func `takes settings from initialize`() async throws {
    let client = try await server.client(options: "{\"dictionaries\": {\"words\": [\"blorfing\"]}}")
    client.open(uri, "Some blorfing wrold.\n")
    #expect(try await client.pull(uri).words == ["wrold"])
  }

  @Test func `takes settings that change and publishes anew`() async throws {
    let client = try await server.client()
    client.open(uri, "Some blorfing wrold.\n")
    #expect(try await client.published(uri, version: 1).words == ["blorfing", "wrold"])
    client.notify(
      "workspace/didChangeConfiguration", ["settings": ["stet": ["dictionaries": ["words": ["blorfing"]]]]])
    _ = try await client.next("textDocument/publishDiagnostics") { $0["diagnostics"]?.arrayValue?.words == ["wrold"] }
  }

  @Test func `asks a client that answers for its settings`() async throws {
    let client = server.connect()
    client.answer("workspace/configuration") { _ in [["rules": ["spelling": "error"]]] }
    try await client.initialize(TestCapabilities(configuration: true))
    client.open(uri, "A wrold.\n")
    let asked = try await client.next("workspace/configuration")
    #expect(asked["items"][0]["section"]?.stringValue == "stet")
    _ = try await client.next("textDocument/publishDiagnostics") { $0["diagnostics"][0]["severity"]?.intValue == 1 }
    client.answer("workspace/configuration") { _ in [["rules": ["spelling": "off"]]] }
    client.notify("workspace/didChangeConfiguration", ["settings": nil])
    _ = try await client.next("textDocument/publishDiagnostics") { $0["diagnostics"]?.arrayValue == [] }
  }

  @Test func `keeps the settings of initialize when the client has no section of ours`() async throws {
    let client = server.connect()
    client.answer("workspace/configuration") { _ in [nil] }
    try await client.initialize(
      TestCapabilities(configuration: true), options: "{\"rules\": {\"spelling\": \"error\"}}")
    _ = try await client.next("workspace/configuration")
    client.open(uri, "A wrold.\n")
    #expect(try await client.pull(uri).first?["severity"]?.intValue == 1)
  }

  @Test(arguments: [("hint", 4), ("information", 3), ("warning", 2), ("error", 1)])
  func `takes the severity from the project`(level: String, severity: Int) async throws {
    try project.write(".stet.toml", "[rules]\n\"spelling.unknown-word\" = \"\(level)\"\n")
    let client = try await server.client(folder: project.path)
    client.open(project.uri("a.md"), "A wrold.\n")
    #expect(try await client.pull(project.uri("a.md")).first?["severity"]?.intValue == severity)
  }

  @Test func `follows the project's rules, overrides, words and ignored files`() async throws {
    try project.write(
      ".stet.toml",
      """
      ignore = ["drafts/"]
      [dictionaries]
      words = ["blorfing"]
      [rules]
      spelling = "on"
      [[overrides]]
      files = ["loose/*.md"]
      rules = { spelling = "off" }
      """)
    let client = try await server.client(folder: project.path)
    for name in ["a.md", "loose/b.md", "drafts/c.md"] { client.open(project.uri(name), "A blorfing wrold.\n") }
    #expect(try await client.pull(project.uri("a.md")).words == ["wrold"])
    #expect(try await client.pull(project.uri("loose/b.md")) == [])
    #expect(try await client.pull(project.uri("drafts/c.md")) == [])
  }

  @Test func `reads the project's options again when the file changes`() async throws {
    let client = try await server.client(folder: project.path)
    client.open(project.uri("a.md"), "A wrold.\n")
    #expect(try await client.published(project.uri("a.md"), version: 1).words == ["wrold"])
    let path = try project.write(".stet.toml", "[rules]\nspelling = false\n")
    client.notify("workspace/didChangeWatchedFiles", ["changes": [["uri": .string("file://" + path), "type": 1]]])
    _ = try await client.next("textDocument/publishDiagnostics") { $0["diagnostics"]?.arrayValue == [] }
  }

  @Test func `tells of a bad file once and goes on with the rest`() async throws {
    try project.write(".stet.toml", "[rules]\nspelling = \"loudly\"\n[dictionaries]\nwords = [\"blorfing\"]\n")
    let client = try await server.client(folder: project.path)
    client.open(project.uri("a.md"), "A blorfing wrold.\n")
    client.open(project.uri("b.md"), "A blorfing wrold.\n")
    client.notify("workspace/didChangeWatchedFiles", ["changes": []])
    #expect(try await client.pull(project.uri("a.md")).words == ["wrold"])
    #expect(try await client.pull(project.uri("b.md")).words == ["wrold"])
    #expect(client.timesTold(".stet.toml") == 1)
  }

  @Test func `shows so many findings and says how many more there are`() async throws {
    let client = try await server.client(options: "{\"limits\": {\"findings\": 2}}")
    client.open(uri, "A wrold.\n\nWe recieve.\n\nNot untill.\n\nIt is seperate.\n")
    let first = try await client.pull(uri)
    #expect(first.words.prefix(2) == ["wrold", "recieve"])
    #expect(first.codes.last == "stet.more-findings" && first.count == 3)
    #expect(first.last?["message"]?.stringValue?.hasPrefix("2 more") == true)
    // Those near the edit are what its writer needs to see.
    client.change(uri, edit(range(6, 15, 6, 15), " Indeed it is."), version: 2)
    #expect(try await client.pull(uri).words.prefix(2) == ["untill", "seperate"])
  }

  @Test func `does not analyse a document over the limit until it shrinks`() async throws {
    let client = try await server.client(options: "{\"limits\": {\"document-bytes\": 30}}")
    client.open(uri, "A wrold and more text than the limit allows.\n")
    #expect(try await client.pull(uri).codes == ["stet.document-too-large"])
    client.change(uri, edit(range(0, 7, 0, 44), ""), version: 2)
    #expect(try await client.pull(uri).words == ["wrold"])
    client.change(uri, edit(range(0, 7, 0, 7), String(repeating: " and recieve", count: 5)), version: 3)
    #expect(try await client.pull(uri).codes == ["stet.document-too-large"])
    client.change(uri, edit(range(0, 7, 0, 55), ""), version: 4)
    #expect(try await client.pull(uri).words == ["wrold", "recieve"])
  }

  @Test func `analyses a large document once the limit is raised`() async throws {
    let client = try await server.client(options: "{\"limits\": {\"document-bytes\": 30}}")
    client.open(uri, "A wrold and more text than the limit allows.\n")
    #expect(try await client.pull(uri).codes == ["stet.document-too-large"])
    client.notify("workspace/didChangeConfiguration", ["settings": ["stet": ["limits": ["document-bytes": 3000]]]])
    #expect(try await client.pull(uri).words == ["wrold"])
    client.notify("workspace/didChangeConfiguration", ["settings": ["stet": ["limits": ["document-bytes": 30]]]])
    #expect(try await client.pull(uri).codes == ["stet.document-too-large"])
  }
}
