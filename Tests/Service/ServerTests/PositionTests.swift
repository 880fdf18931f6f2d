import JSON
import LSP
import TestSupport
import Testing
import Text

@testable import Server

/// Positions on the wire against a computation of their own, in every encoding.
@Suite(.enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"), .timeLimit(.minutes(5)))
struct PositionTests {
  /// Each holds the word `wrold` once.
  static let texts = [
    "Plain wrold here.\n", "🦊🦊 and a wrold here.\n", "First line.\r\nThe 👩‍👩‍👧 wrold 🦊.\r\nLast.\r\n",
    "Cafe\u{301} or caf\u{E9}, the wrold.\n", "One.\rTwo with a wrold.\n", "漢字 and かな and wrold.\n",
    "# 🦊 heading\n\n- item *e\u{301}* **wrold** item\n", "Flags 🇮🇪🇩🇪 fly in the wrold\u{2028}and on.\n",
  ]

  @Test(arguments: texts, ["utf-8", "utf-16", "utf-32"])
  func `agree`(text: String, encoding: String) async throws {
    let client = try await TestServer().client(TestCapabilities(encodings: [encoding]))
    client.open("file:///a.md", text)
    let found = try await client.pull("file:///a.md")
    let expected = wireRange(of: "wrold", in: text, encoding)
    #expect(found.words == ["wrold"])
    #expect(found.first?["range"] == expected)
    // And back: the server replaces just this word.
    client.change("file:///a.md", edit(expected, "recieve"), version: 2)
    let after = try await client.pull("file:///a.md")
    #expect(after.words == ["recieve"])
    let fixed = text.replacing("wrold", with: "recieve")
    #expect(after.first?["range"] == wireRange(of: "recieve", in: fixed, encoding))
  }

  @Test(arguments: [LSP.PositionEncoding.utf8, .utf16, .utf32])
  func `counting on gives what searching gives`(encoding: LSP.PositionEncoding) {
    var random = SeededRandom(11)
    let parts = ["word", " ", "\r\n", "\n", "\r", "🦊", "é", "漢字", "e\u{301}", String(repeating: "long ", count: 300)]
    for _ in 0..<10 {
      let text = (0..<40).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let rope = Rope(utf8: Array(text.utf8))
      var cursor = PositionCursor(rope, encoding)
      // Between the scalars but not between a return and its newline, ascending but for some.
      var offsets = text.indices.map { text.utf8.distance(from: text.startIndex, to: $0) }
      offsets = offsets.filter { _ in Int.random(in: 0..<40, using: &random) == 0 }
      offsets += offsets.prefix(3)
      for (start, end) in zip(offsets, offsets.dropFirst()) where start <= end {
        #expect(cursor.range(of: start..<end) == rope.range(of: start..<end, in: encoding))
      }
    }
  }

  /// Counted scalar by scalar from the start of the text.
  private func wireRange(of word: String, in text: String, _ encoding: String) -> JSONValue {
    let scalars = Array(text.unicodeScalars)
    let letters = Array(word.unicodeScalars)
    let start = scalars.indices.first { Array(scalars[$0...].prefix(letters.count)) == letters } ?? 0
    var (line, character) = (0, 0)
    for index in 0..<start {
      let scalar = scalars[index]
      let isBreak = scalar == "\n" || (scalar == "\r" && scalars[index + 1] != "\n")
      if isBreak { (line, character) = (line + 1, 0) } else { character += units(scalar, encoding) }
    }
    return range(line, character, line, character + letters.count)
  }

  private func units(_ scalar: Unicode.Scalar, _ encoding: String) -> Int {
    switch encoding {
    case "utf-8": Array(String(scalar).utf8).count
    case "utf-16": scalar.value > 0xFFFF ? 2 : 1
    default: 1
    }
  }
}
