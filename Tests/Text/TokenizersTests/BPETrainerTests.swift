import JSON
import TestSupport
import Testing

@testable import Tokenizers

@Suite struct BPETrainerTests {
  /// The same by counting everything anew for each token.
  private static func plainMerges(_ words: [[Int32]], size: Int) -> [[Int32]] {
    var (words, merges) = (words, [[Int32]]())
    while merges.count + TrainedVocabulary.smallest < size {
      var counts: [[Int32]: Int] = [:]
      for word in words { for (left, right) in zip(word, word.dropFirst()) { counts[[left, right], default: 0] += 1 } }
      let best = counts.max { ($0.value, $1.key[0], $1.key[1]) < ($1.value, $0.key[0], $0.key[1]) }
      guard let best, best.value >= 2 else { break }
      let new = Int32(TrainedVocabulary.smallest + merges.count)
      merges.append(best.key)
      words = words.map { word in
        var (result, place) = ([Int32](), 0)
        while place < word.count {
          let isPair = place + 1 < word.count && word[place] == best.key[0] && word[place + 1] == best.key[1]
          result.append(isPair ? new : word[place])
          place += isPair ? 2 : 1
        }
        return result
      }
    }
    return merges
  }

  @Test func findsWhatCountingAnewFinds() {
    var random = SeededRandom(1)
    for _ in 0..<30 {
      let words = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        (0..<Int.random(in: 1...9, using: &random)).map { _ in UInt8.random(in: 97...100, using: &random) }
      }
      var trainer = BPETrainer()
      trainer.add(Array(words.joined(separator: [0x20])))
      // A word has the blank before it.
      let spelled = words.enumerated().map { number, word in
        ((number == 0 ? [] : [0x20]) + word).map { TrainedVocabulary.id(ofByte: $0) }
      }
      let size = Int.random(in: 257...300, using: &random)
      let found = trainer.vocabulary(size: size)
      #expect(found.merges.map { [$0.left, $0.right] } == Self.plainMerges(spelled, size: size))
      #expect(found.count <= size)
    }
  }

  @Test(arguments: BPETrainer.Words.allCases) func theFileLoadsAndSpellsAnyText(_ words: BPETrainer.Words) throws {
    var trainer = BPETrainer(words: words)
    for _ in 0..<3 {
      trainer.add(Array("The tide came in at 12345, and the tide went out. \"Naïve\" \u{1F30A}\n\n".utf8))
    }
    trainer.add([0xFF, 0x20, 0xE2, 0x82])
    let vocabulary = trainer.vocabulary(size: 300)
    let loaded = try TokenizerLoader.load(json: vocabulary.json.encoded())
    let tokenizer = try #require(loaded as? any DecodingTokenizer)
    #expect(tokenizer.vocabularySize == vocabulary.count && tokenizer.id(of: BPETrainer.end) == 0)
    for text in ["The tide came in", "日本 naïve\n", "it's 12345 <|endoftext|>"] {
      #expect(tokenizer.decode(tokenizer.encode(text).ids, skipsSpecialTokens: false) == text)
    }
    #expect(tokenizer.encode(" tide").count == 1 && tokenizer.encode(BPETrainer.end).ids == [0])
    #expect(tokenizer.encode("123456").count >= (words == .qwen2 ? 6 : 2))
  }

  @Test func theOrderOfTheTextIsNoMatter() {
    let texts = ["one two three", "two three four", "three four five one"].map { Array($0.utf8) }
    let found = [texts, texts.reversed()].map { texts in
      var trainer = BPETrainer()
      for text in texts { trainer.add(text) }
      return trainer.vocabulary(size: 290).json.encoded()
    }
    #expect(found[0] == found[1])
  }
}
