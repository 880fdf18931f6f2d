import Testing

@testable import Tokenizers

@Suite struct WordTests {
  /// The words of `text` with the number of tokens of each.
  static func words(_ tokenizer: some Tokenizer, _ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return tokenizer.encode(bytes).words(in: bytes).map { word in
      "\(String(decoding: bytes[word.bytes], as: UTF8.self))/\(word.tokens.count)"
    }
  }

  @Test func piecesOfOneWordBelongTogether() throws {
    let tokenizer = try WordPieceTokenizerTests.tokenizer(["un", "##able", "able", "-", "##s"])
    #expect(Self.words(tokenizer, "Unable, un-ables") == ["Unable/2", ",/1", "un/1", "-/1", "ables/2"])
    let second = tokenizer.encode(Array("un".utf8), pair: Array("able unable".utf8))
    #expect(second.words(in: Array("able unable".utf8), source: 1).map(\.tokens) == [3..<4, 4..<6])
  }

  @Test func blanksAreNoPartOfWords() throws {
    let tokenizer = try ByteLevelTokenizerTests.tokenizer([])
    let bytes = Array(" tea  for\ntwo ".utf8)
    let words = tokenizer.encode(bytes).words(in: bytes)
    #expect(words.map { String(decoding: bytes[$0.bytes], as: UTF8.self) } == ["tea", "for", "two"])
  }

  @Test(arguments: [
    ("a Word", [1, 2]), ("Word WORD", [3, 4]), ("I saw", [5, 1]), ("iPhone McDonald", [6, 6]), ("B2B 12 x", [7, 7, 1]),
    ("\"Word\" Word", [0, 3, 0, 2]), ("字 … Éa ÉA", [0, 0, 3, 4]),
  ])
  func tellsHowWordsAreWritten(_ text: String, _ expected: [UInt8]) throws {
    let tokenizer = try WordPieceTokenizerTests.tokenizer(["a"])
    let bytes = Array(text.utf8)
    let encoding = tokenizer.encode(bytes)
    let cases = encoding.caseIDs(of: bytes)
    #expect(cases.first == 0 && cases.last == 0 && Array(cases.dropFirst().dropLast()) == expected)
  }

  @Test func everySentenceHasAStart() throws {
    let tokenizer = try WordPieceTokenizerTests.tokenizer(["a"])
    let bytes = Array("One Two. Three Four".utf8)
    let cases = tokenizer.encode(bytes, addSpecialTokens: false).caseIDs(of: bytes, sentenceStarts: [0, 9])
    #expect(cases == [3, 2, 0, 3, 2])
    let pair = tokenizer.encode(Array("One".utf8), pair: Array("Two".utf8))
    #expect(pair.caseIDs(of: Array("One".utf8), pair: Array("Two".utf8)) == [0, 3, 0, 3, 0])
  }
}
