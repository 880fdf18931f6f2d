import TestSupport
import Testing

@testable import Tokenizers

@Suite struct ByteLevelTokenizerTests {
  /// Every byte, `tokens`, and the merges that lead to them from the left.
  static func tokenizer(
    _ tokens: [String], _ change: (inout ByteLevelTokenizer.Configuration) -> Void = { _ in }
  ) throws -> ByteLevelTokenizer {
    let bytes = ByteAlphabet.scalars.compactMap(Unicode.Scalar.init).map { String($0) }
    var all = bytes
    var merges: [(left: Int32, right: Int32, result: Int32)] = []
    for token in tokens {
      var left = String(token.unicodeScalars.prefix(1))
      for scalar in token.unicodeScalars.dropFirst() {
        let whole = left + String(scalar)
        if !all.contains(whole) {
          merges.append(
            (
              Int32(try #require(all.firstIndex(of: left))), Int32(try #require(bytes.firstIndex(of: String(scalar)))),
              Int32(all.count)
            ))
          all.append(whole)
        }
        left = whole
      }
    }
    var configuration = ByteLevelTokenizer.Configuration(
      vocabulary: try ByteVocabulary(all.enumerated().map { ($0.element, $0.offset) }), merges: MergeTable(merges))
    change(&configuration)
    return ByteLevelTokenizer(configuration)
  }

  /// The pieces of `text` with their source bytes, as `piece=range`.
  static func pieces(_ tokenizer: ByteLevelTokenizer, _ bytes: [UInt8]) -> [String] {
    let encoding = tokenizer.encode(bytes, addSpecialTokens: false)
    return (0..<encoding.count).map { index in
      "\(tokenizer.token(encoding.ids[index]) ?? "?")=\(encoding.range(at: index))"
    }
  }

  @Test(arguments: [
    ("the the", ["the=0..<3", "Ġthe=3..<7"]),
    ("there", ["the=0..<3", "r=3..<4", "e=4..<5"]),
    // Both bytes of a character have all of it.
    ("é", ["Ã=0..<2", "©=0..<2"]),
    ("", []),
  ])
  func mergesBytesWithTheirSources(_ text: String, _ expected: [String]) throws {
    let tokenizer = try Self.tokenizer(["Ġthe", "the"])
    #expect(Self.pieces(tokenizer, Array(text.utf8)) == expected)
    // A second time from the memo.
    #expect(Self.pieces(tokenizer, Array(text.utf8)) == expected)
  }

  @Test func illFormedBytesAreOneReplacementEach() throws {
    let pieces = Self.pieces(try Self.tokenizer(["ï¿½"]), [0x61, 0xE2, 0x82, 0xFF, 0x61])
    #expect(pieces == ["a=0..<1", "ï¿½=1..<3", "ï¿½=3..<4", "a=4..<5"])
  }

  @Test func bytesWithoutTokenAreUnknownOrLeftOut() throws {
    func tokenizer(_ unknown: Int32?, fuses: Bool) throws -> ByteLevelTokenizer {
      let vocabulary = try ByteVocabulary([("a", 0), ("<unk>", 1)])
      var configuration = ByteLevelTokenizer.Configuration(vocabulary: vocabulary, merges: MergeTable([]))
      (configuration.unknown, configuration.fusesUnknown) = (unknown, fuses)
      return ByteLevelTokenizer(configuration)
    }
    #expect(try tokenizer(1, fuses: false).encode("axya", addSpecialTokens: false).ids == [0, 1, 1, 0])
    #expect(try tokenizer(1, fuses: true).encode("axya", addSpecialTokens: false).ids == [0, 1, 0])
    #expect(try tokenizer(nil, fuses: false).encode("axya", addSpecialTokens: false).ids == [0, 0])
  }

  @Test func aTokenIsNotSpelledWhenMergesAreIgnored() throws {
    let vocabulary = try ByteVocabulary([("a", 0), ("b", 1), ("ab", 2), ("aba", 3)])
    var configuration = ByteLevelTokenizer.Configuration(vocabulary: vocabulary, merges: MergeTable([(0, 1, 2)]))
    #expect(ByteLevelTokenizer(configuration).encode("aba", addSpecialTokens: false).ids == [2, 0])
    configuration.ignoresMerges = true
    #expect(ByteLevelTokenizer(configuration).encode("aba", addSpecialTokens: false).ids == [3])
  }

  @Test func aWordOfAMegabyteIsNoTrap() throws {
    let tokenizer = try Self.tokenizer(["ab", "aba"])
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 200_000)
    #expect(tokenizer.encode(text, addSpecialTokens: false).count == 200_000)
    let pairs = (0..<100_000).flatMap { _ in [UInt8(ascii: "a"), UInt8(ascii: "b")] }
    #expect(tokenizer.encode(pairs, addSpecialTokens: false).count == 100_000)
  }

  @Test func aLimitKeepsTheTemplateAndSaysThatItCut() throws {
    let tokenizer = try Self.tokenizer([]) { $0.template = .roberta(classification: 300, separator: 301) }
    var encoding = Encoding()
    let isCut = Array("abcdef".utf8).withUnsafeBufferPointer {
      tokenizer.encode($0, addSpecialTokens: true, limit: 5, into: &encoding)
    }
    #expect(isCut && encoding.ids.first == 300 && encoding.ids.last == 301 && encoding.count == 5)
    #expect(
      tokenizer.encode(Array("ab".utf8), pair: Array("cd".utf8)).ids.filter { $0 >= 300 } == [300, 301, 301, 301])
  }

  @Test func anyBytesGiveRangesInsideTheText() throws {
    let tokenizers = try ByteLevelParityTests.names.map(Fixture.byteLevelTokenizer)
    var random = SeededRandom(9)
    let alphabet: [UInt8] = [
      0x20, 0x0A, 0x27, 0x73, 0x41, 0x31, 0xC3, 0xA9, 0xCC, 0x81, 0xE2, 0x80, 0x99, 0xF0, 0x9F, 0xFF,
    ]
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        Bool.random(using: &random)
          ? alphabet.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
      }
      for tokenizer in tokenizers {
        let encoding = tokenizer.encode(bytes, addSpecialTokens: false)
        let isOrdered = zip(encoding.starts, encoding.starts.dropFirst()).allSatisfy { $0 <= $1 }
        #expect(isOrdered && encoding.ranges.allSatisfy { $0.upperBound <= bytes.count })
        #expect(encoding.ids.allSatisfy { tokenizer.token($0) != nil })
      }
    }
  }

  @Test func decodingGivesTheTextBack() throws {
    for name in ["gpt2", "llama3"] {
      let tokenizer = try #require(Fixture.byteLevelTokenizer(name) as? any DecodingTokenizer)
      for line in try #require(Fixture.lines).prefix(200) {
        let text = String(decoding: line, as: UTF8.self)
        #expect(
          tokenizer.decode(tokenizer.encode(text, addSpecialTokens: false).ids, skipsSpecialTokens: false) == text)
      }
      #expect(tokenizer.decode([-1, 1_000_000]) == "")
    }
  }
}
