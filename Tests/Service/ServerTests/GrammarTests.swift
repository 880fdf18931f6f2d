import Features
import Foundation
import JSON
import JSONRPC
import Store
import Testing

@testable import Server

/// The grammar head in open documents: a bundle that corrects single words.
@Suite(.enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"), .timeLimit(.minutes(5)))
struct GrammarTests {
  private let server: TestServer
  private let uri = "file:///notes/a.md"
  private let text = "Their going two the store accept for John.\n"

  init() throws { server = try TestServer.withGrammar() }

  /// The starts of what is published for a version once the model has answered.
  private func starts(
    _ client: TestClient, version: Int = 1, of uri: String? = nil, until isReached: @escaping @Sendable ([Int]) -> Bool
  ) async throws -> [Int] {
    let name = uri ?? self.uri
    let params = try await client.next("textDocument/publishDiagnostics") {
      $0["uri"]?.stringValue == name && $0["version"]?.intValue == version && isReached(Self.starts(of: $0))
    }
    return Self.starts(of: params)
  }

  private static func starts(of params: JSONValue) -> [Int] {
    (params["diagnostics"]?.arrayValue ?? []).compactMap { $0["range"]["start"]["character"]?.intValue }
  }

  @Test func `corrections are published when the model has answered`() async throws {
    let client = try await server.client()
    client.open(uri, text)
    let params = try await client.next("textDocument/publishDiagnostics") { $0["diagnostics"]?.arrayValue?.count == 3 }
    let diagnostics = try #require(params["diagnostics"]?.arrayValue)
    #expect(params["version"]?.intValue == 1 && Set(diagnostics.codes) == ["grammar.confusion"])
    #expect(diagnostics.map { $0["severity"]?.intValue } == [2, 2, 2])
    #expect(
      diagnostics[0]["message"]?.stringValue
        == "“Their” (belonging to them) should probably be “They're” (they are)")
  }

  @Test func `a client that pulls is asked to pull when the model has answered`() async throws {
    let client = try await server.client(TestCapabilities(pulls: true))
    client.open(uri, text)
    _ = try await client.next("workspace/diagnostic/refresh")
    #expect(try await client.pull(uri).count == 3)
  }

  @Test func `one pass serves vector and corrections of a sentence that is right`() async throws {
    let client = try await server.client()
    client.open(uri, "It is here. John is here.\n")
    let status = try await client.status { $0["documents"]?[0]?["pending"] == 0 }
    #expect(status["modelPasses"]?.intValue == 2)
    client.change(uri, edit(range(0, 0, 0, 2), "He"), version: 2)
    let later = try await client.status { $0["documents"]?[0]?["pending"] == 0 && $0["modelPasses"] != 2 }
    #expect(later["modelPasses"]?.intValue == 3)
  }

  @Test func `what an edit takes away is gone at once, and what it brings is found`() async throws {
    let client = try await server.client()
    client.open(uri, text)
    _ = try await starts(client) { $0.count == 3 }
    client.change(uri, edit(range(0, 0, 0, 5), "They are"), version: 2)
    #expect(try await starts(client, version: 2) { $0.count == 2 } == [15, 29])
    client.change(uri, edit(range(0, 0, 0, 0), "It is two late. "), version: 3)
    #expect(try await starts(client, version: 3) { $0.count == 3 } == [6, 31, 45])
  }

  @Test func `what the model says of a text that has changed meanwhile is never shown`() async throws {
    let client = try await server.client()
    client.open(uri, text)
    for version in 2...30 {
      client.change(uri, edit(range(0, 0, 0, 0), version % 2 == 0 ? "Two. " : "It is. "), version: version)
    }
    _ = try await starts(client, version: 30) { $0.count == 3 + 15 }
    let lines = Array(text.utf8)
    for said in client.said("textDocument/publishDiagnostics") {
      let count = said["version"]?.intValue ?? 0
      // Every state begins with as many short sentences as there were edits, and ends with the text.
      let prefix = (0..<count - 1).reduce(0) { $0 + ($1 % 2 == 0 ? 5 : 7) }
      let found = Self.starts(of: said).filter { $0 >= prefix }.map { $0 - prefix }
      #expect([[], [0, 12, 26]].contains(found) && lines.count == 43)
    }
  }

  @Test func `the end of what is being written is left alone until its writer pauses`() async throws {
    let client = try await server.client()
    client.open(uri, "It is tw\n")
    client.change(uri, edit(range(0, 8, 0, 8), "o"), version: 2)
    let pending: (JSONValue) -> Bool = { $0["documents"]?[0]?["pending"] == 0 && $0["documents"]?[0]?["version"] == 2 }
    _ = try await client.status(until: pending)
    #expect(try await client.pull(uri) == [])
    client.change(uri, edit(range(0, 9, 0, 9), " "), version: 3)
    #expect(try await client.pull(uri) == [])
    client.save(uri)
    #expect(try await starts(client, version: 3) { !$0.isEmpty } == [6])
  }

  @Test func `offers to replace, to replace all of the kind, and to let it stand`() async throws {
    let client = try await server.client()
    client.open(uri, text)
    _ = try await starts(client) { $0.count == 3 }
    let actions = try await client.actions(uri, range(0, 12, 0, 12), only: ["quickfix"])
    #expect(
      actions.map { $0["title"]?.stringValue } == [
        "Replace with “to”", "Fix all 3 findings of this kind (grammar.confusion)", "Stet: let “two” stand here",
      ])
    #expect(actions[0]["isPreferred"]?.boolValue == true)
    let edits = actions[1]["edit"]["documentChanges"][0]["edits"]?.arrayValue ?? []
    #expect(edits.map { $0["newText"]?.stringValue } == ["They're", "to", "except"])
    let all = try await client.actions(uri, range(0, 0, 0, 0), only: ["source.fixAll"])
    #expect(all.first?["edit"]["documentChanges"][0]["edits"]?.arrayValue?.count == 3)
  }

  @Test func `hovers tell before and after, the reason, and how sure that is`() async throws {
    let client = try await server.client()
    client.open(uri, text)
    _ = try await starts(client) { $0.count == 3 }
    let hover = try await client.request("textDocument/hover", client.at(uri, 0, 13))
    let value = try #require(hover["contents"]["value"]?.stringValue)
    #expect(value.contains("two → ") && value.contains("to") && value.contains("97 %"))
    #expect(value.contains("(the number 2) should probably be") && value.contains("grammar.confusion"))
    #expect(value.contains("Both words exist"))
  }

  @Test func `what is let stand stays so after edits elsewhere, a rename and a restart`() async throws {
    let client = try await server.client()
    client.open(uri, text)
    _ = try await starts(client) { $0.count == 3 }
    let action = try #require(
      try await client.actions(uri, range(0, 12, 0, 12)).last { $0["title"]?.stringValue?.hasPrefix("Stet") == true })
    try await client.run(action)
    #expect(try await client.pull(uri).count == 2)
    let kept = try #require(try server.server.workbench.feedback?.allWithText().first?.text)
    #expect(
      kept.sentence == text.trimmingCharacters(in: .newlines) && kept.range == 12..<15 && kept.replacement == "to")
    client.change(uri, edit(range(0, 0, 0, 0), "# It is\n\n"), version: 2)
    #expect(try await client.pull(uri).count == 2)
    client.close(uri)
    let renamed = "file:///notes/b.md"
    client.open(renamed, text)
    #expect(try await starts(client, of: renamed) { !$0.isEmpty } == [0, 26])
    server.close()
    let later = try await TestServer.withGrammar(home: server.home).client()
    later.open(uri, text)
    #expect(try await starts(later) { !$0.isEmpty } == [0, 26])
    let status = try await later.status { $0["documents"]?[0]?["pending"] == 0 }
    #expect(status["modelPasses"]?.intValue == 0, "what was found is kept, too")
  }

  @Test func `are in the answer of stet/correct, with what may be applied unasked`() async throws {
    let client = try await server.client()
    let params: JSONValue = ["text": "Their he go. It is `two` two.\n", "languageId": "markdown"]
    let findings = try await client.request("stet/correct", params)["findings"]?.arrayValue ?? []
    #expect(findings.map { $0["replacements"][0]["text"]?.stringValue } == ["They're", "goes", "to"])
    #expect(findings.map { $0["safe"]?.boolValue } == [true, false, true])
    #expect(findings.map { $0["category"]?.stringValue } == ["grammar", "grammar", "grammar"])
  }

  @Test func `are switched off like rules`() async throws {
    let client = try await server.client(
      options: #"{"rules": {"grammar.confusion": "off", "grammar.agreement": "hint"}}"#)
    client.open(uri, "Their he go.\n")
    _ = try await starts(client) { $0 == [9] }
    #expect(try await client.pull(uri).map { $0["severity"]?.intValue } == [4])
  }
}
