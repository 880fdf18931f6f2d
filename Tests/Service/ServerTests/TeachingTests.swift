import Foundation
import JSON
import JSONRPC
import TestSupport
import Testing

@testable import Server

/// Heads of the user's own, through the server.
@Suite(.timeLimit(.minutes(5))) struct TeachingTests {
  private let server: TestServer

  init() throws { server = try TestServer.withTeaching() }

  private static let text = "The keeper lit the lamp. Nobody came.\n"

  private func range(_ characters: Range<Int>) -> JSONValue {
    [
      "start": ["line": 0, "character": .integer(Int64(characters.lowerBound))],
      "end": ["line": 0, "character": .integer(Int64(characters.upperBound))],
    ]
  }

  @Test func `a text's words are marked, and the head is taught as soon as it can be`() async throws {
    let client = try await server.client()
    let first = try await client.request(
      "stet/teach", ["head": "mine", "text": .string(Self.text), "range": range(4..<10), "label": "person"])
    #expect(first["taught"]?.boolValue == true && first["marks"] == ["person": 1])
    #expect(first["sentences"]?.intValue == 2 && first["marked"]?.intValue == 1 && first["seconds"]?.doubleValue != nil)
    let second = try await client.request(
      "stet/teach",
      ["head": "mine", "text": .string(Self.text), "range": range(19..<23), "label": "thing", "train": false])
    #expect(second["taught"]?.boolValue == false && second["marks"] == ["person": 1, "thing": 1])
    let taken = try await client.request(
      "stet/teach", ["head": "mine", "text": .string(Self.text), "range": range(0..<30), "train": false])
    #expect(taken["marks"] == [:])
    #expect(try await client.request("stet/teach", ["head": "mine"])["reason"]?.stringValue?.isEmpty == false)
    let removed = try await client.request("stet/teach", ["head": "mine", "remove": true])
    #expect(removed["sentences"]?.intValue == 0)
  }

  @Test func `a command teaches from an open document, and the head classifies at once`() async throws {
    let client = try await server.client()
    for (place, label) in [(3..<4, "lamp"), (27..<28, "people")] {
      _ = try await client.request(
        "workspace/executeCommand",
        [
          "command": "stet.teach",
          "arguments": [
            [
              "text": .string(Self.text), "range": range(place), "head": "topic", "whole": true,
              "label": .string(label),
            ]
          ],
        ])
    }
    let found = try await client.request(
      "stet/classify", ["text": .string(Self.text), "head": "topic", "by": "sentence"])
    let labels = found["items"]?.arrayValue?.map { $0["labels"][0]?.stringValue ?? "" }
    #expect(labels == ["lamp", "people"])
  }

  @Test(arguments: [
    (#"{"label":"x","text":"Hello there."}"#, ErrorCode.invalidParams),
    (#"{"head":"a/b","label":"x","text":"Hello there."}"#, .requestFailed),
    (#"{"head":"mine","label":"x","text":""}"#, .requestFailed),
  ])
  func `what cannot be is refused`(_ params: String, _ code: ErrorCode) async throws {
    let client = try await server.client()
    #expect(try await client.failure("stet/teach", JSONValue(parsing: params)) == code)
  }
}
