import TestSupport
import Testing

@testable import Tokenizers

@Suite struct TokenTrieTests {
  @Test(arguments: [1, 2, 50, 3000])
  func holdsExactlyTheTokens(_ count: Int) throws {
    var random = SeededRandom(UInt64(count))
    let tokens = Set((0..<count).map { _ in Self.word(&random) })
    let vocabulary = try Vocabulary(tokens.enumerated().map { ($0.element, $0.offset * 3) })
    for (index, token) in tokens.enumerated() {
      #expect(vocabulary.id(of: token) == Int32(index * 3))
      #expect(vocabulary.token(Int32(index * 3)) == token)
    }
    for _ in 0..<500 {
      let word = Self.word(&random)
      #expect((vocabulary.id(of: word) != nil) == tokens.contains(word))
    }
    #expect(vocabulary.id(of: "") == nil && vocabulary.token(-1) == nil && vocabulary.token(1) == nil)
  }

  private static func word(_ random: inout SeededRandom) -> String {
    let letters: [Character] = ["a", "b", "c", "é", "字", "#", "\u{10FFFF}", "\0"]
    return String((0..<Int.random(in: 1..<7, using: &random)).map { _ in letters.randomElement(using: &random)! })
  }
}
