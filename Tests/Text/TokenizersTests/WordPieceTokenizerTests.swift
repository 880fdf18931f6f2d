import TestSupport
import Testing

@testable import Tokenizers

@Suite struct WordPieceTokenizerTests {
  /// A tokenizer over a few tokens, uncased.
  static func tokenizer(_ tokens: [String], _ change: (inout WordPieceTokenizer.Configuration) -> Void = { _ in })
    throws -> WordPieceTokenizer
  {
    let all = ["[UNK]", "[CLS]", "[SEP]"] + tokens
    var configuration = WordPieceTokenizer.Configuration(
      vocabulary: try Vocabulary(all.enumerated().map { ($0.element, $0.offset) }), unknown: 0)
    configuration.normalization = .bert(
      cleansText: true, isolatesIdeographs: true, stripsAccents: nil, lowercases: true)
    configuration.template = .bert(classification: 1, separator: 2)
    change(&configuration)
    return WordPieceTokenizer(configuration)
  }

  /// The pieces of `text` with their source bytes, as `piece=source`.
  static func pieces(_ tokenizer: WordPieceTokenizer, _ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let encoding = tokenizer.encode(bytes, addSpecialTokens: false)
    return (0..<encoding.count).map { index in
      let source = String(decoding: bytes[encoding.range(at: index)], as: UTF8.self)
      return "\(tokenizer.token(encoding.ids[index]) ?? "?")=\(source)"
    }
  }

  @Test(arguments: [
    ("unaffable", ["un=un", "##aff=aff", "##able=able"]),
    ("UN able", ["un=UN", "able=able"]),
    ("unx able", ["[UNK]=unx", "able=able"]),
    ("able-un", ["able=able", "-=-", "un=un"]),
    ("Ünäff", ["un=Ün", "##aff=äff"]),
    ("u\u{308}n", ["un=u\u{308}n"]),
    ("un\u{200D}able", ["un=un", "##able=able"]),
    ("able字able", ["able=able", "字=字", "able=able"]),
    ("able—un…", ["able=able", "[UNK]=—", "un=un", "[UNK]=…"]),
    ("\u{A0}able\u{3000}un", ["able=able", "un=un"]),
    ("", []),
  ])
  func findsTheLongestPiecesAndTheirSources(_ text: String, _ expected: [String]) throws {
    let tokenizer = try Self.tokenizer(["un", "##aff", "##able", "able", "-", "字", "##a"])
    #expect(Self.pieces(tokenizer, text) == expected)
  }

  @Test func countsCharactersNotBytesForTheLongestWord() throws {
    let tokenizer = try Self.tokenizer(["é", "##é"]) {
      $0.maximumWordLength = 4
      $0.normalization.stripping = .nothing
      $0.normalization.decomposes = false
    }
    #expect(Self.pieces(tokenizer, "éééé").count == 4)
    #expect(Self.pieces(tokenizer, "ééééé") == ["[UNK]=ééééé"])
  }

  @Test func unknownWithoutContinuations() throws {
    #expect(Self.pieces(try Self.tokenizer(["a"]), "ab a") == ["[UNK]=ab", "a=a"])
  }

  @Test func illFormedBytesAreOneReplacementEach() throws {
    let tokenizer = try Self.tokenizer(["a", "\u{FFFD}", "##\u{FFFD}", "##a"]) {
      $0.normalization.cleansText = false
    }
    let encoding = tokenizer.encode([0x61, 0xE2, 0x82, 0xFF, 0x61], addSpecialTokens: false)
    #expect(encoding.ranges == [0..<1, 1..<3, 3..<4, 4..<5])
  }

  @Test func aLimitKeepsTheTemplateAndSaysThatItCut() throws {
    let tokenizer = try Self.tokenizer(["a", "b"])
    var encoding = Encoding()
    let isCut = Array("a b a b".utf8).withUnsafeBufferPointer {
      tokenizer.encode($0, addSpecialTokens: true, limit: 4, into: &encoding)
    }
    #expect(isCut && encoding.ids == [1, 3, 4, 2])
    #expect(tokenizer.encode("a b a b", limit: 6).ids == [1, 3, 4, 3, 4, 2])
    #expect(tokenizer.encode("a b", limit: 0).ids == [1, 2])
  }

  @Test func appendsTextsOneAfterTheOther() throws {
    let tokenizer = try Self.tokenizer(["a", "é", "##a"])
    var packed = Encoding()
    var expected: [Int32] = []
    for text in ["a a", "É aa", "", "aa"] {
      let single = tokenizer.encode(text)
      expected += single.ids
      let start = packed.count
      Array(text.utf8).withUnsafeBufferPointer {
        _ = tokenizer.encode($0, addSpecialTokens: true, limit: nil, into: &packed)
      }
      #expect(packed.ranges[start...].elementsEqual(single.ranges))
    }
    #expect(packed.ids == expected)
  }

  @Test(arguments: [
    (10, 3, 4, [3, 4]), (6, 3, 4, [3, 3]), (6, 9, 9, [3, 3]), (7, 9, 9, [3, 4]), (7, 9, 2, [5, 2]), (0, 3, 4, [0, 0]),
    (Int.max, 3, 4, [3, 4]), (5, 0, 9, [0, 5]),
  ])
  func theLongerTextOfAPairGivesWayFirst(_ budget: Int, _ first: Int, _ second: Int, _ expected: [Int]) {
    #expect(WordPieceTokenizer.share(budget, between: first, and: second) == expected)
  }

  @Test func anyBytesGiveRangesInsideTheText() throws {
    let tokenizers = try ["uncased", "raw", "runs", "added"].map(Fixture.tokenizer)
    var random = SeededRandom(7)
    let alphabet: [UInt8] = [0x20, 0x41, 0x61, 0x5B, 0xC3, 0xA9, 0xCC, 0x81, 0xE2, 0x80, 0x99, 0xF0, 0x9F, 0xFF, 0x00]
    for _ in 0..<400 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        Bool.random(using: &random)
          ? alphabet.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
      }
      for tokenizer in tokenizers {
        let encoding = tokenizer.encode(bytes, addSpecialTokens: false)
        let isOrdered = zip(encoding.starts, encoding.starts.dropFirst()).allSatisfy { $0 <= $1 }
        #expect(encoding.ranges.allSatisfy { $0.upperBound <= bytes.count } && isOrdered)
        #expect(encoding.ids.allSatisfy { tokenizer.token($0) != nil })
      }
    }
  }

  @Test func manyMarksInARowStayLinear() throws {
    let tokenizer = try Self.tokenizer(["a"]) { $0.normalization.stripping = .nothing }
    let text = Array(("a" + String(repeating: "\u{301}\u{323}", count: 20_000)).utf8)
    #expect(tokenizer.encode(text, addSpecialTokens: false).ids == [0])
  }
}
