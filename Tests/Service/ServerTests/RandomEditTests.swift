import JSON
import TestSupport
import Testing

@testable import Server

/// Incremental result == from-scratch result, through the whole server.
@Suite(.enabled(if: TestServer.hasDictionary, "Hunspell's en_US is not installed"), .timeLimit(.minutes(5)))
struct RandomEditTests {
  private static let pieces = [
    "The wrold ", "teh ", "recieve ", "definately ", "\n\n", "# Heading\n\n", "- item\n", "One sentence. ", "🦊 ",
    "\r\n",
    "```\ncode wrold\n```\n\n", "> quoted untill\n\n", "`wrold` ", "e\u{301} ", "seperate", "x", " ", ".", "*", "",
  ]

  @Test(arguments: 0..<3)
  func `diagnostics after edits are those of the same text opened anew`(seed: Int) async throws {
    var random = SeededRandom(UInt64(seed))
    let client = try await TestServer().client()
    var text = (0..<60).map { _ in Self.pieces.randomElement(using: &random)! }.joined()
    client.open("file:///edited.md", text)
    for version in 2..<42 {
      let (change, after) = randomEdit(of: text, &random)
      text = after
      client.change("file:///edited.md", change, version: version)
      if version % 4 == 0 {
        // Saved, so that no word is held back.
        client.save("file:///edited.md")
        client.open("file:///fresh.md", text)
        let (edited, fresh) = (try await client.pull("file:///edited.md"), try await client.pull("file:///fresh.md"))
        #expect(withoutData(edited) == withoutData(fresh), "seed \(seed), version \(version)")
      }
    }
  }

  /// A change on the wire and the text after it, computed on UTF-16 units.
  private func randomEdit(of text: String, _ random: inout SeededRandom) -> (JSONValue, String) {
    let units = Array(text.utf16)
    let bounds = boundaries(of: text)
    let start = bounds.randomElement(using: &random)!
    let end = min(bounds.filter { $0 >= start }.randomElement(using: &random)!, start + 40)
    let stop = bounds.last { $0 <= end }!
    let insertion = Self.pieces.randomElement(using: &random)!
    let after = String(decoding: units[..<start] + Array(insertion.utf16) + units[max(start, stop)...], as: UTF16.self)
    let wire: JSONValue = ["start": place(start, units), "end": place(max(start, stop), units)]
    return (edit(wire, insertion), after)
  }

  /// Offsets in UTF-16 units that split no scalar and no CRLF.
  private func boundaries(of text: String) -> [Int] {
    var offsets = [0]
    for character in text { offsets.append(offsets.last! + character.utf16.count) }
    return offsets
  }

  private func place(_ offset: Int, _ units: [UInt16]) -> JSONValue {
    var (line, start) = (0, 0)
    for index in 0..<offset
    where units[index] == 0x0A || (units[index] == 0x0D && units.dropFirst(index + 1).first != 0x0A) {
      (line, start) = (line + 1, index + 1)
    }
    return position(line, offset - start)
  }

  private func withoutData(_ diagnostics: [JSONValue]) -> [JSONValue] {
    diagnostics.map { [$0["range"] ?? .null, $0["message"] ?? .null, $0["severity"] ?? .null, $0["code"] ?? .null] }
  }
}
