import Datasets
import TestSupport
import Testing

@testable import Keystrokes

@Suite struct CompletionReplayTests {
  private static func text(_ text: String) -> ReplayText {
    let bytes = Array(text.utf8)
    return ReplayText(bytes: bytes, typed: 0..<bytes.count)
  }

  @Test func aSweepGivesWhatRunsOfTheirOwnGive() throws {
    let model = KeystrokesFixture.model(KeystrokesFixture.prose, lengths: 4)
    let text = Self.text("The tide went in and the keeper lit the lamp in the harbour.\nThe boats came again.")
    let confidences = [0.9, 0.0, 0.3, 0.6]
    let predictor = NGramPredictor(model, name: "4-gram")
    let swept = try CompletionReplay(confidence: 0.3, sweep: confidences).run(text, predictor)
    #expect(swept.sweep.map(\.confidence) == confidences && swept.latencies.count == swept.score.requests)
    for (confidence, score) in swept.sweep {
      #expect(try CompletionReplay(confidence: confidence).run(text, predictor).score == score)
    }
    #expect(swept.score == swept.sweep[2].score && swept.score.saved > 0.2)
    #expect(swept.sweep[1].score.shown > swept.sweep[0].score.shown)
  }

  @Test func confidenceKeepsWhatIsUnsureBack() throws {
    let predictor = ScriptedPredictor { $0 == 0 ? ("the", 0.5) : nil }
    let text = Self.text("the cat")
    #expect(try CompletionReplay(confidence: 0.5, wordStride: 0).run(text, predictor).score.keys == 5)
    #expect(try CompletionReplay(confidence: 0.6, wordStride: 0).run(text, predictor).score.keys == 7)
  }

  @Test func nextWordsAreAskedForBehindBlanks() throws {
    let text = Self.text("The cat, (and) a dog sat.")
    let words = NextWordScore.words(in: text.bytes, text.typed).map { String(decoding: text.bytes[$0], as: UTF8.self) }
    #expect(words == ["cat", "a", "dog", "sat"])
    let predictor = ScriptedPredictor { [4: ("cat", 1), 15: ("an", 1), 17: ("dog", 1)][$0] }
    let score = try CompletionReplay(confidence: 1.0, wordStride: 1).run(text, predictor).nextWords
    #expect(score.words == 4 && score.first == 2 && score.top1 == 0.5)
    #expect(try CompletionReplay(confidence: 1, wordStride: 2).run(text, predictor).nextWords.words == 2)
  }

  @Test func ranksCountAmongThree() {
    var score = NextWordScore()
    let proposed = ["a", "b", "c", "d"].map { Array($0.utf8) }
    for word in ["a", "c", "d"] { score.add(Array(word.utf8), proposed: proposed) }
    #expect(score.words == 3 && score.first == 1 && score.amongThree == 2)
  }

  @Test func resultsAddUp() throws {
    let predictor = NGramPredictor(KeystrokesFixture.model(KeystrokesFixture.prose, lengths: 2), name: "bigrams")
    let replay = CompletionReplay(confidence: 0.2, sweep: [0.1])
    let (first, second) = try (
      replay.run(Self.text("The tide."), predictor), replay.run(Self.text("A boat"), predictor)
    )
    var sum = CompletionReplay.Result()
    sum += first
    sum += second
    #expect(sum.score.characters == 15 && sum.score.keys == first.score.keys + second.score.keys)
    #expect(sum.sweep[0].score.shown == first.sweep[0].score.shown + second.sweep[0].score.shown)
    #expect(sum.latencies == first.latencies + second.latencies)
  }

  // MARK: Texts

  private static let file = ProseText(documents: [
    Array("one two three four".utf8), Array("five six\nseven eight nine\nten".utf8), Array("eleven twelve".utf8),
  ])

  @Test func aQuarterOfTheLimitIsTypedOfEachDocument() {
    let texts = ReplayText.texts(Self.file, characters: 24, secondHalf: false)
    // Six characters each, and the word in which they are reached.
    #expect(texts.map { String(decoding: $0.bytes[$0.typed], as: UTF8.self) } == ["one two", "five six", "eleven"])
    #expect(ReplayText.texts(Self.file, characters: nil, secondHalf: false).map(\.typed.count) == [18, 29, 13])
    #expect(ReplayText.texts(Self.file, characters: 8, secondHalf: false).count == 3)
  }

  @Test func theSecondHalfBeginsWithALine() {
    let texts = ReplayText.texts(Self.file, characters: nil, secondHalf: true)
    #expect(texts.map { String(decoding: $0.bytes[$0.typed], as: UTF8.self) } == ["ten"])
  }
}
