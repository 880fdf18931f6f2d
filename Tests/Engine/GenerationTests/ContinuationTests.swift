import Foundation
import Models
import Testing
import Text
import Tokenizers

@testable import Generation

@Suite struct ContinuationTests {
  private let vocabulary: TokenVocabulary

  init() throws { vocabulary = try TokenVocabulary(GenerationFixture.model("gpt2-tied")) }

  /// Byte after byte, each as sure as the others.
  private func continuation(_ pending: String, _ text: String, before: String = "", logProbability: Double = -0.1)
    throws
    -> Continuation
  {
    var result = Continuation(pending: Array(pending.utf8), before: Array(before.utf8))
    for byte in text.utf8 {
      let id = try #require(vocabulary.trie.tokens(matching: [byte]).first { vocabulary.bytes(of: $0).count == 1 })
      result.append(.init(id: id, logProbability: logProbability), vocabulary)
    }
    return result
  }

  @Test func restIsWhatTheTokensStillMustStandFor() throws {
    #expect(try Array(continuation("inter", "in").rest) == Array("ter".utf8))
    #expect(try continuation("inter", "interest").rest.isEmpty)
  }

  @Test(arguments: [
    ("wa", "was late. The", "It ", "s late."), ("wa", "was late.", "It ", nil), ("Mr", "Mr. Smith came", "Then ", nil),
    ("go", "go! Stop! Now", "Let us ", "!"), ("end.", "end. Next", "The ", nil),
  ]) func sentencesEndWhereTheNextOneBegins(_ pending: String, _ text: String, _ before: String, _ expected: String?)
    throws
  {
    let continuation = try continuation(pending, text, before: before)
    let end = continuation.sentenceEnd(SentenceSegmenter())
    #expect(end.map { Array(text.utf8)[pending.utf8.count..<$0] } == expected.map { ArraySlice(Array($0.utf8)) })
  }

  @Test func linesEndBehindTheTypedText() throws {
    #expect(try continuation("a", "a b\nc").lineEnd == 3)
    #expect(try continuation("\n\n", "\n\nc").lineEnd == nil)
  }

  @Test func onlyWordsThatAreSureEnoughStay() throws {
    let continuation = try continuation("in", "into the sea", logProbability: -0.1)
    // "into" is 4 tokens, "into the" 8, all of it 12.
    let all = continuation.completion(.length, minimumConfidence: 0)
    #expect(all?.text == "to the sea" && all?.end == .length && abs((all?.probability ?? 0) - exp(-1.2)) < 1e-9)
    let some = continuation.completion(.length, minimumConfidence: exp(-0.9))
    #expect(some?.text == "to the" && some?.end == .confidence && some?.tokens.count == 8)
    #expect(continuation.completion(.length, minimumConfidence: 0.9) == nil)
    #expect(continuation.isHopeless(0.5) && !continuation.isHopeless(0.3))
    let cut = continuation.completion(.sentence, upTo: 8, minimumConfidence: 0)
    #expect(cut?.text == "to the" && cut?.end == .sentence)
  }

  @Test func charactersAreWhole() throws {
    var continuation = try continuation("", "aé")
    #expect(continuation.completion(.length, minimumConfidence: 0)?.text == "aé")
    let lead = try #require(vocabulary.trie.tokens(matching: [0xE2]).first)
    continuation.append(.init(id: lead, logProbability: 0), vocabulary)
    #expect(continuation.completion(.length, minimumConfidence: 0)?.text == "aé")
    #expect(try Self.onlyBytes([0xE2, 0x82], vocabulary).completion(.length, minimumConfidence: 0) == nil)
  }

  private static func onlyBytes(_ bytes: [UInt8], _ vocabulary: TokenVocabulary) throws -> Continuation {
    var result = Continuation(pending: [], before: [])
    for byte in bytes {
      let id = try #require(vocabulary.trie.tokens(matching: [byte]).first)
      result.append(.init(id: id, logProbability: 0), vocabulary)
    }
    return result
  }
}
