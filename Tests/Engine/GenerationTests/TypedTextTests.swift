import Models
import TestSupport
import Testing
import Tokenizers

@testable import Generation

@Suite struct TypedTextTests {
  private func typed(_ text: String, limit: Int = 512) throws -> (settled: String, pending: String) {
    let tokenizer = try #require(GenerationFixture.model("gpt2-tied").tokenizer as? any DecodingTokenizer)
    let typed = TypedText(Array(text.utf8), tokenizer, beginning: 0, limit: limit)
    #expect(typed.settled.first == 0)
    return (tokenizer.decode(typed.settled), String(decoding: typed.pending, as: UTF8.self))
  }

  @Test(arguments: [
    ("", "", ""), ("the", "", "the"), ("in the inter", "in the", " inter"), ("in the ", "in the", " "),
    ("a.", "a", "."),
    ("a\n\n", "a", "\n\n"), ("one  two", "one ", " two"), ("naïve", "naïve", ""),
  ]) func theLastWordIsPending(_ text: String, _ settled: String, _ pending: String) throws {
    let found = try typed(text)
    #expect(found.settled + found.pending == text)
    // Words of many tokens are divided: this tokenizer has few merges.
    if text.utf8.count < 14, text != "naïve" { #expect(found.settled == settled && found.pending == pending) }
  }

  @Test func theBlankBeforeATextIsPendingToo() throws {
    let tokenizer = try GenerationFixture.model("llama-tied").tokenizer
    let first = TypedText(Array("in".utf8), tokenizer, beginning: 1, limit: 512)
    #expect(first.settled == [1] && first.pending == Array(" in".utf8))
    let second = TypedText(Array("in e".utf8), tokenizer, beginning: 1, limit: 512)
    #expect(second.pending == Array(" e".utf8) && second.settled.count == 4)
  }

  /// What is pending has the tokenizer's own tokens as long as those are chosen, but for the last.
  @Test func theTokenizersOwnTokensAreKnown() throws {
    let tokenizer = try #require(GenerationFixture.model("gpt2-tied").tokenizer as? any DecodingTokenizer)
    let typed = TypedText(Array("in the wqxz".utf8), tokenizer, beginning: 0, limit: 512)
    let own = tokenizer.encode(Array(" wqxz".utf8), addSpecialTokens: false).ids
    #expect(tokenizer.decode(own) == String(decoding: typed.pending, as: UTF8.self) && own.count > 2)
    for count in own.indices {
      let next = typed.canonicalToken(after: Array(own[..<count]))
      #expect(next == (count + 1 < own.count ? own[count] : nil))
    }
    #expect(typed.canonicalToken(after: [own[0] + 1]) == nil)
    #expect(TypedText(Array("in ".utf8), tokenizer, beginning: 0, limit: 512).canonicalToken(after: []) == nil)
  }

  @Test func longWordsAreDividedBetweenCharacters() throws {
    let found = try typed("say: " + String(repeating: "日本", count: 40))
    #expect((1...18).contains(found.pending.utf8.count) && found.pending.allSatisfy { "日本".contains($0) })
  }

  @Test func theOldestTokensGiveWayManyAtATime() throws {
    let tokenizer = try GenerationFixture.model("gpt2-tied").tokenizer
    var starts: Set<Int> = []
    for count in 100..<140 {
      let text = (0..<count).flatMap { Array(" \(Character(Unicode.Scalar(UInt8(97 + $0 % 26))))".utf8) }
      let typed = TypedText(text, tokenizer, beginning: 0, limit: 41)
      #expect((30...41).contains(typed.settled.count))
      starts.insert(count * 2 - typed.settled.count)
    }
    #expect(starts.count <= 10)
  }

  @Test func recentTextBeginsAtABlankAndStaysForAWhile() {
    var (random, starts) = (SeededRandom(7), Set<Int>())
    var text: [UInt8] = []
    for _ in 0..<900 {
      text += GenerationFixture.text(&random, parts: 3)
      let recent = ContextWindow.recent(text, tokens: 50)
      #expect(text.suffix(recent.count).elementsEqual(recent) && recent.count >= min(text.count, 150))
      starts.insert(text.count - recent.count)
    }
    #expect(text.count > 3_000 && starts.count < 40)
  }
}
