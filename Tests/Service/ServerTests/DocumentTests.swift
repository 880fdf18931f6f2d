import Features
import JSON
import JSONRPC
import LSP
import Testing

@testable import Server

/// Opening, editing, saving and closing, and the diagnostics that follow.
@Suite(.enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"), .timeLimit(.minutes(5)))
struct DocumentTests {
  private let server: TestServer
  private let uri = "file:///notes/a.md"

  init() throws { server = try TestServer() }

  @Test func `publishes with the version after opening, each edit and closing`() async throws {
    let client = try await server.client()
    client.open(uri, "The wrold is round.\n", version: 4)
    #expect(try await client.published(uri, version: 4).words == ["wrold"])
    client.change(uri, edit(range(0, 4, 0, 9), "world"), version: 5)
    #expect(try await client.published(uri, version: 5) == [])
    client.change(uri, ["text": "A whole new definately text.\n"], version: 6)
    #expect(try await client.published(uri, version: 6).words == ["definately"])
    client.close(uri)
    let last = try await client.next("textDocument/publishDiagnostics")
    #expect(last["diagnostics"]?.arrayValue == [])
    #expect(last["version"] == nil)
  }

  @Test func `leaves the version out for a client that does not know it`() async throws {
    let client = try await server.client(TestCapabilities(versions: false))
    client.open(uri, "The wrold is round.\n")
    let published = try await client.next("textDocument/publishDiagnostics")
    #expect(published["version"] == nil)
    #expect(published["diagnostics"][0]["source"]?.stringValue == "stet")
  }

  @Test func `applies the changes of one notification one after the other`() async throws {
    let client = try await server.client()
    client.open(uri, "One.\n")
    client.change(
      uri, edit(range(0, 0, 0, 0), "The wrold. "), edit(range(0, 4, 0, 9), "sea"),
      edit(range(0, 9, 0, 12), "teh recieve"),
      version: 2)
    let found = try await client.published(uri, version: 2)
    #expect(found.words == ["teh", "recieve"])
    #expect(found.first?["range"] == range(0, 9, 0, 12))
  }

  @Test func `clamps positions outside the text`() async throws {
    let client = try await server.client()
    client.open(uri, "One line.\n")
    client.change(uri, edit(range(90, 90, 99, 0), "A second wrold line."), version: 2)
    let found = try await client.published(uri, version: 2)
    #expect(found.first?["range"] == range(1, 9, 1, 14))
  }

  @Test func `gives a pulling client everything once, then that it is unchanged, and never pushes`() async throws {
    let client = try await server.client(TestCapabilities(pulls: true))
    client.open(uri, "The wrold is round.\n")
    let first = try await client.request("textDocument/diagnostic", client.document(uri))
    #expect(first["kind"]?.stringValue == "full")
    #expect(first["items"]?.arrayValue?.words == ["wrold"])
    let id = try #require(first["resultId"])
    let again: JSONValue = ["textDocument": ["uri": .string(uri)], "previousResultId": id]
    let second = try await client.request("textDocument/diagnostic", again)
    #expect(second["kind"]?.stringValue == "unchanged")
    #expect(second["resultId"] == id)
    client.change(uri, edit(range(0, 4, 0, 9), "sea"), version: 2)
    let third = try await client.request("textDocument/diagnostic", again)
    #expect(third["kind"]?.stringValue == "full")
    #expect(third["items"]?.arrayValue == [])
    client.close(uri)
    #expect(try await client.failure("textDocument/diagnostic", again) == .requestFailed)
    #expect(client.said("textDocument/publishDiagnostics").isEmpty)
  }

  @Test func `holds back the word that is being typed until the document is saved`() async throws {
    let client = try await server.client()
    client.open(uri, "The  is teh one.\n")
    for (index, letter) in ["w", "r", "o", "l"].enumerated() {
      client.change(uri, edit(range(0, 4 + index, 0, 4 + index), letter), version: 2 + index)
      #expect(try await client.published(uri, version: 2 + index).words == ["teh"])
    }
    client.save(uri)
    #expect(try await client.published(uri, version: 5).words == ["wrol", "teh"])
  }

  @Test(arguments: [("wroldd", 10, 9), ("wwrold", 5, 4), ("wrxold", 7, 6)])
  func `leaves a word alone from which a letter was just taken away`(word: String, from: Int, to: Int) async throws {
    let client = try await server.client()
    client.open(uri, "The \(word) is round.\n")
    #expect(try await client.published(uri, version: 1).words == [word])
    client.change(uri, edit(range(0, to, 0, from), ""), version: 2)
    #expect(try await client.published(uri, version: 2) == [])
    client.change(uri, edit(range(0, 18, 0, 19), ""), version: 3)
    #expect(try await client.published(uri, version: 3).words == ["wrold"])
  }

  @Test func `checks the word as soon as something else is typed`() async throws {
    let client = try await server.client()
    client.open(uri, "The wrol\n")
    client.change(uri, edit(range(0, 8, 0, 8), "d"), version: 2)
    #expect(try await client.published(uri, version: 2) == [])
    client.change(uri, edit(range(0, 9, 0, 9), " "), version: 3)
    #expect(try await client.published(uri, version: 3).words == ["wrold"])
  }

  @Test func `checks the word once its writer has paused`() async throws {
    var limits = ServerLimits.forTests
    limits.typingMilliseconds = 0
    let server = try TestServer(limits: limits)
    let client = try await server.client()
    client.open(uri, "The wrol\n")
    client.change(uri, edit(range(0, 8, 0, 8), "d"), version: 2)
    _ = try await client.next("textDocument/publishDiagnostics") { $0["diagnostics"]?.arrayValue?.words == ["wrold"] }
  }

  @Test func `opens a document anew under the same name`() async throws {
    let client = try await server.client()
    client.open(uri, "The wrold is round.\n")
    client.close(uri)
    client.open(uri, "Now recieve it.\n", version: 1)
    _ = try await client.next("textDocument/publishDiagnostics") { $0["diagnostics"]?.arrayValue?.words == ["recieve"] }
    #expect(try await client.pull(uri).words == ["recieve"])
  }

  @Test func `keeps sessions apart`() async throws {
    let (first, second) = (try await server.client(TestCapabilities(encodings: ["utf-8"])), try await server.client())
    first.open(uri, "Ä wrold.\n")
    second.open(uri, "Ä recieve.\n")
    // The same id on both connections.
    let ids = (
      first.begin("textDocument/diagnostic", first.document(uri)),
      second.begin("textDocument/diagnostic", second.document(uri))
    )
    #expect(ids.0 == ids.1)
    let (one, two) = (try await first.response(ids.0)["items"], try await second.response(ids.1)["items"])
    #expect(one?.arrayValue?.words == ["wrold"])
    #expect(one[0]["range"] == range(0, 3, 0, 8))
    #expect(two?.arrayValue?.words == ["recieve"])
    #expect(two[0]["range"] == range(0, 2, 0, 9))
    first.hangUp()
    await first.session.value
    #expect(try await second.pull(uri).words == ["recieve"])
  }

  @Test(arguments: [
    "", "\n", "\u{0}", "\u{FEFF}", "\r", "---\n", "<!--", "```\n", "| a |\n|--|\n", String(repeating: "> ", count: 400),
  ])
  func `takes any text`(text: String) async throws {
    let client = try await server.client()
    client.open(uri, text)
    #expect(try await client.pull(uri) == [])
    client.change(uri, edit(range(0, 0, 9, 9), "The wrold.\n"), version: 2)
    #expect(try await client.pull(uri).words == ["wrold"])
  }

  @Test func `leaves nothing unanswered in a storm of edits and cancellations`() async throws {
    let client = try await server.client()
    client.open(uri, "The wrold is round.\n\n" + String(repeating: "Some recieve words stand here. ", count: 5) + "\n")
    let methods = ["textDocument/diagnostic", "textDocument/documentSymbol", "stet/correct", "stet/status"]
    for version in 2..<60 {
      client.change(uri, edit(range(0, 0, 0, 0), ["a", " ", "Teh ", "\n"][version % 4]), version: version)
      let id = client.begin(methods[version % 4], client.document(uri))
      client.cancel(id)
      do { _ = try await client.response(id) } catch let error as ResponseError {
        #expect(error.code == .requestCancelled)
      }
    }
    let ids = (0..<60).map { number in
      client.change(uri, edit(range(0, 0, 0, 0), "x"), version: 200 + number)
      return client.begin(methods[number % 4], client.document(uri))
    }
    for id in ids.reversed() { client.cancel(id) }
    for id in ids {
      do { _ = try await client.response(id) } catch let error as ResponseError {
        #expect(error.code == .requestCancelled)
      }
    }
    #expect(try await client.request("stet/correct", client.document(uri))["version"]?.intValue == 259)
  }

  @Test func `never publishes an older state after a newer one`() async throws {
    let client = try await server.client()
    client.open(uri, "The wrold is round.\n")
    for version in 2...80 { client.change(uri, edit(range(0, 0, 0, 0), " "), version: version) }
    _ = try await client.published(uri, version: 80)
    let versions = client.said("textDocument/publishDiagnostics").compactMap { $0["version"]?.intValue }
    #expect(versions == versions.sorted())
  }

  @Test func `what a client was told of a version is not told again`() throws {
    let item = try TextDocumentItem(json: ["uri": "file:///a.md", "languageId": "markdown", "version": 1, "text": ""])
    let open = OpenDocument(item, rules: DocumentRules(policy: .standard, byteLimit: 100))
    let place = LSPRange(start: LSPPosition(line: 0, character: 0), end: LSPPosition(line: 0, character: 1))
    let (one, other) = (Diagnostic(range: place, message: "one"), Diagnostic(range: place, message: "other"))
    var sent: [Int] = []
    for (version, diagnostics) in [(1, [one]), (1, [one]), (1, [other]), (2, [other]), (2, [other]), (2, []), (2, [])] {
      open.publish {
        (version, diagnostics)
      } _: { version, _ in
        sent.append(version)
      }
    }
    open.publish {
      nil
    } _: { version, _ in
      sent.append(version)
    }
    #expect(sent == [1, 1, 2, 2])
  }
}
