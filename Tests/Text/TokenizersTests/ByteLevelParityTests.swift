import Foundation
import JSON
import TestSupport
import Testing

@testable import Tokenizers

/// The same ids and byte ranges as the reference library for byte-level models, as their families configure them.
@Suite struct ByteLevelParityTests {
  static let names = ["gpt2", "roberta", "prefix", "llama3", "qwen2", "digits"]

  /// Without optimisation each configuration takes a third of the lines, and every line is taken by two of them.
  #if DEBUG
    static let step = 3
  #else
    static let step = 1
  #endif

  @Test(arguments: names)
  func matchesTheReference(_ name: String) throws {
    let lines = try #require(Fixture.lines)
    let expected = try Fixture.numbers(at: "\(Fixture.folder)/\(name).byte_level.bin")
    #expect(lines.count >= 10_000 && expected.count == 2 * lines.count)
    let chosen = try stride(from: #require(Self.names.firstIndex(of: name)) % Self.step, to: lines.count, by: Self.step)
    let indices = Array(chosen)
    let found = try differing(
      Fixture.byteLevelTokenizer(name), indices.map { lines[$0] },
      indices.flatMap { [expected[2 * $0], expected[2 * $0 + 1]] })
    #expect(found == [])
  }

  @Test(arguments: names)
  func buildsTemplatesAndDecodes(_ name: String) throws {
    let tokenizer = try #require(Fixture.byteLevelTokenizer(name) as? any DecodingTokenizer)
    let all = try JSONValue(parsing: Fixture.bytes(Fixture.folder + "/byte_level_pairs.json"))
    let cases = try #require(all[name]?.arrayValue)
    #expect(cases.count == 4)
    for item in cases {
      let first = Array((item["first"]?.stringValue ?? "").utf8)
      let encoding =
        if let second = item["second"]?.stringValue {
          tokenizer.encode(first, pair: Array(second.utf8))
        } else {
          tokenizer.encode(first)
        }
      #expect(encoding.ids.map(Int.init) == item["ids"]?.arrayValue?.compactMap(\.intValue))
      #expect(encoding.typeIDs.map(Int.init) == item["types"]?.arrayValue?.compactMap(\.intValue))
      let template = encoding.sources.map { $0 == Encoding.template ? 1 : 0 }
      #expect(template == item["template"]?.arrayValue?.compactMap(\.intValue))
      #expect(tokenizer.decode(encoding.ids, skipsSpecialTokens: false) == item["decoded"]?.stringValue)
      #expect(tokenizer.decode(encoding.ids) == item["plain"]?.stringValue)
    }
  }
}
