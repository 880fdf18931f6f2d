import JSON
import Support
import Testing

@testable import Server

/// Suggestions that use the person's own words, through the server.
@Suite(.timeLimit(.minutes(5))) struct PersonalTests {
  private let server: TestServer
  private let diary = "file:///diary.md"
  private let letter = "file:///letter.md"
  private static let diaryText = Array(
    repeating: "We met at the inner harbour of Vlissingen again.", count: 3
  ).joined(separator: "\n\n")
  private static let letterText = "They met at the inner harbour of Vlis"

  init() throws { server = try TestServer.withLanguageModel() }

  /// A client that writes the letter.
  private func client(options: String = "null") async throws -> TestClient {
    let client = try await server.client(options: options)
    client.open(letter, Self.letterText)
    return client
  }

  /// What follows the letter by `stet/complete`, which waits for the newest words.
  private func completed(_ client: TestClient) async throws -> String {
    let answer = try await client.request("stet/complete", client.document(letter))
    return answer["completions"][0]["text"]?.stringValue ?? ""
  }

  private func atEnd(_ client: TestClient) -> JSONObject {
    client.at(letter, 0, Self.letterText.utf16.count).objectValue ?? JSONObject()
  }

  private func suggested(_ client: TestClient) async throws -> [String] {
    var params = atEnd(client)
    params["context"] = ["triggerKind": 1]
    let answer = try await client.request("textDocument/inlineCompletion", .object(params))
    return answer["items"]?.arrayValue?.compactMap { $0["insertText"]?.stringValue } ?? []
  }

  private func words(_ client: TestClient, _ line: Int, _ character: Int) async throws -> [String] {
    let answer = try await client.request("textDocument/completion", client.at(letter, line, character))
    return answer["items"]?.arrayValue?.compactMap { $0["label"]?.stringValue } ?? []
  }

  @Test func `a name that only another open document has is suggested`() async throws {
    let client = try await client()
    client.open(diary, Self.diaryText)
    #expect(try await suggested(client).contains { $0.hasPrefix("Vlissingen") })
    #expect(try await completed(client).hasPrefix("singen"))
    // The text of nobody in particular.
    let answer = try await client.request("stet/complete", ["text": .string(Self.letterText)])
    #expect(answer["completions"][0]["text"]?.stringValue?.hasPrefix("singen") != true)
  }

  @Test(arguments: [
    #"{"complete":{"personal":false}}"#, #"{"complete":{"ignore":["diary.md"]}}"#,
    #"{"complete":{"filetypes":["org"]}}"#,
  ]) func `it is not where that is switched off, for the letter or for what it comes from`(
    _ options: String
  ) async throws {
    let client = try await client(options: options)
    client.open(diary, Self.diaryText)
    #expect(try await !suggested(client).contains { $0.hasPrefix("Vlissingen") })
    #expect(try await !completed(client).hasPrefix("singen"))
  }

  @Test(arguments: [true, false]) func `the list of words has them, too`(_ isPersonal: Bool) async throws {
    let client = try await server.client(options: #"{"complete":{"personal":\#(isPersonal)}}"#)
    client.open(diary, "We met in lightsland.\n\nWe saw lightsland.")
    client.open(letter, "They met in lightsl")
    #expect(try await words(client, 0, 19).contains("lightsland") == isPersonal)
  }

  @Test func `words count from opening or saving on until the document is closed`() async throws {
    let client = try await client()
    client.open(diary, "Nothing yet.")
    #expect(try await !completed(client).hasPrefix("singen"))
    client.change(diary, ["text": .string(Self.diaryText)], version: 2)
    #expect(try await !completed(client).hasPrefix("singen"))
    client.save(diary)
    #expect(try await completed(client).hasPrefix("singen"))
    // What is built by now holds for ghost text, too, whatever was suggested before.
    #expect(try await suggested(client).contains { $0.hasPrefix("Vlissingen") })
    client.close(diary)
    #expect(try await !completed(client).hasPrefix("singen"))
    #expect(try await !suggested(client).contains { $0.hasPrefix("Vlissingen") })
  }

  @Test func `files of an index count once it is open, those that are open as they are there`() async throws {
    let server = try TestServer.withLanguageModel(bundle: TestServer.tinyBundle)
    let notes = try TemporaryFolder()
    try notes.write("diary.md", Self.diaryText)
    let client = try await server.client(folder: notes.path)
    client.open(letter, Self.letterText)
    #expect(try await !completed(client).hasPrefix("singen"))
    #expect(try await client.request("stet/index")["documents"]?.intValue == 1)
    client.save(letter)
    #expect(try await completed(client).hasPrefix("singen"))
    client.open("file://\(notes.path)/diary.md", "Nothing is left of it.")
    #expect(try await !completed(client).hasPrefix("singen"))
  }

  @Test func `what stands behind the caret already is not suggested`() async throws {
    let client = try await server.client()
    for (text, isThere) in [("The keeper lit\nthe lamp at dusk.", true), ("The keeper lit\nanother lamp.", false)] {
      client.open(letter, text)
      var params = client.at(letter, 0, 14).objectValue ?? JSONObject()
      params["context"] = ["triggerKind": 2]
      let answer = try await client.request("textDocument/inlineCompletion", .object(params))
      #expect(answer["items"]?.arrayValue?.isEmpty == isThere)
      let completed = try await client.request("stet/complete", client.at(letter, 0, 14))
      #expect(completed["completions"]?.arrayValue?.isEmpty == isThere)
    }
  }
}
