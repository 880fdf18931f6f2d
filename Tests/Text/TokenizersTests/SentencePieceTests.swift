import Foundation
import JSON
import TestSupport
import Testing

@testable import Tokenizers

/// The same ids and byte ranges as the reference library for models whose blanks are characters.
@Suite struct SentencePieceTests {
  static let names = ["llama2", "first", "words"]

  /// Without optimisation each configuration takes a third of the lines.
  #if DEBUG
    static let step = 3
  #else
    static let step = 1
  #endif

  private static func file(_ name: String) throws -> [UInt8] {
    try Fixture.bytes("\(Fixture.folder)/\(name).sentence_piece.json")
  }

  private static func tokenizer(_ name: String) throws -> any DecodingTokenizer {
    try #require(TokenizerLoader.load(json: file(name)) as? any DecodingTokenizer)
  }

  @Test(arguments: names) func matchesTheReference(_ name: String) throws {
    let lines = try #require(Fixture.lines)
    let expected = try Fixture.numbers(at: "\(Fixture.folder)/\(name).sentence_piece.bin")
    #expect(lines.count >= 10_000 && expected.count == 2 * lines.count)
    let first = try #require(Self.names.firstIndex(of: name)) % Self.step
    let indices = Array(stride(from: first, to: lines.count, by: Self.step))
    let found = try differing(
      Self.tokenizer(name), indices.map { lines[$0] }, indices.flatMap { [expected[2 * $0], expected[2 * $0 + 1]] })
    #expect(found == [])
  }

  @Test(arguments: names) func buildsTemplatesAndNamesTokens(_ name: String) throws {
    let tokenizer = try Self.tokenizer(name)
    let all = try JSONValue(parsing: Fixture.bytes(Fixture.folder + "/sentence_piece_texts.json"))
    let cases = try #require(all[name]?.arrayValue)
    #expect(cases.count == 6)
    for item in cases {
      let text = item["text"]?.stringValue ?? ""
      #expect(tokenizer.encode(text).ids.map(Int.init) == item["ids"]?.arrayValue?.compactMap(\.intValue))
      let tokens = tokenizer.encode(text, addSpecialTokens: false).ids.map { tokenizer.token($0) }
      #expect(tokens == item["tokens"]?.arrayValue?.map(\.stringValue))
    }
  }

  @Test func decodingGivesTheTextWithTheBlankBeforeIt() throws {
    let tokenizer = try Self.tokenizer("llama2")
    for text in ["The tide  came in.\n\nNaïve 日本 🌊", "a", "\u{0}\u{7F}"] {
      #expect(tokenizer.decode(tokenizer.encode(text).ids) == " " + text)
    }
    #expect(
      tokenizer.decode([1, 2], skipsSpecialTokens: false) == "<s></s>" && tokenizer.decode([0, 1, 2, 9_999]) == "")
  }

  @Test func everyBytesOfTheTextBelongToTokens() throws {
    let tokenizer = try Self.tokenizer("llama2")
    var random = SeededRandom(3)
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let encoding = tokenizer.encode(text, addSpecialTokens: false)
      #expect(Set(encoding.ranges.flatMap(Array.init)) == Set(text.indices))
      #expect(encoding.ranges.map(\.lowerBound) == encoding.ranges.map(\.lowerBound).sorted())
    }
  }

  @Test func aTextIsCutWhereTheCallerSays() throws {
    let tokenizer = try Self.tokenizer("first")
    let whole = tokenizer.encode("The tide came in")
    let cut = tokenizer.encode("The tide came in", limit: 4)
    #expect(cut.ids == Array(whole.ids.prefix(4)) && whole.count > 4)
  }

  @Test(arguments: [
    (#""type": "Prepend", "prepend": "▁""#, #""type": "Prepend", "prepend": "_""#),
    (#""pattern": {"String": " "}"#, #""pattern": {"Regex": " "}"#), (#""type": "Replace""#, #""type": "NFKC""#),
    (#""ignore_merges": false"#, #""ignore_merges": true"#),
    (#""normalizer": {"#, #""normalizer": null, "unused": {"#),
    (#""pre_tokenizer": null"#, #""pre_tokenizer": {"type": "Metaspace"}"#),
    (#""pre_tokenizer": null"#, #""pre_tokenizer": {"type": "Whitespace"}"#),
  ]) func whatIsNotComputedIsRefused(_ part: String, _ change: String) throws {
    let text = String(decoding: try Self.file("llama2"), as: UTF8.self)
    #expect(text.contains(part))
    let error = #expect(throws: TokenizerError.self) {
      try TokenizerLoader.load(json: Array(text.replacingOccurrences(of: part, with: change).utf8))
    }
    #expect(error?.code == "tokenizer-unsupported" && error?.hint.isEmpty == false)
  }
}
