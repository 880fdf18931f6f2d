import Foundation
import Models
import TestSupport
import Testing

@testable import Generation

@Suite struct PersonalModelTests {
  private static func model(
    _ texts: [[Int32]], halves: [Double] = [10, 2, 1], halfLife: Double = 1e12, limit: Int = 1000
  ) -> PersonalModel {
    var model = PersonalModel(limit: limit, weights: .init(halves: halves, halfLife: halfLife))
    for text in texts { model.add(text) }
    return model
  }

  @Test func mixturesAreThoseOfPencilAndPaper() {
    let mixture = Self.model([[1, 2, 3, 1, 2, 4]]).mixture(after: [9, 1, 2])
    // Behind 1, 2 came 3 and 4: of two occurrences and 1 the texts have 2/3. Behind 2 the same two, and 2/4 of the third that is left.
    // Of the sixth that is left the six tokens have 6/16.
    #expect(abs(mixture.addition(3) - (1 / 3.0 + 1 / 12.0 + 1 / 96.0)) < 1e-9)
    #expect(abs(mixture.addition(4) - mixture.addition(3)) < 1e-12)
    #expect(abs(mixture.addition(1) - 2 / 96.0) < 1e-9 && mixture.addition(7) == 0)
    #expect(abs(mixture.share - 10 / 96.0) < 1e-9)
  }

  @Test func whatIsAddedAndWhatIsLeftSumToOne() {
    var random = SeededRandom(1)
    for _ in 0..<50 {
      let texts = (0..<6).map { _ in (0..<20).map { _ in Int32.random(in: 0..<5, using: &random) } }
      let model = Self.model(texts, halves: [50, 8, 4, 2, 1], halfLife: 40)
      let context = (0..<6).map { _ in Int32.random(in: 0..<6, using: &random) }
      let mixture = model.mixture(after: context)
      #expect(abs((0..<7).reduce(mixture.share) { $0 + mixture.addition($1) } - 1) < 1e-6)
      #expect(mixture.share > 0 && mixture.share < 1)
    }
  }

  @Test func withoutTextsAllIsLeftToTheLanguageModel() {
    let mixture = Self.model([]).mixture(after: [1, 2])
    #expect(mixture.share == 1 && mixture.addition(1) == 0)
  }

  @Test func longerMatchesAndLaterTextsCountMore() {
    // Behind 5, 6, 7 came 1, behind 7 alone came 2 more often.
    let model = Self.model([[5, 6, 7, 1], [8, 7, 2], [9, 7, 2]], halves: [100, 4, 1, 0.5])
    let mixture = model.mixture(after: [5, 6, 7])
    #expect(mixture.addition(1) > mixture.addition(2))
    let aged = Self.model([[3, 1], [3, 2]], halfLife: 2).mixture(after: [3])
    #expect(aged.addition(2) > aged.addition(1))
  }

  @Test func textsDoNotRunIntoEachOther() {
    let mixture = Self.model([[1, 2], [3, 4]]).mixture(after: [2])
    #expect(mixture.addition(3) == mixture.addition(4))
  }

  @Test func theOldestTextsAreForgotten() {
    var model = Self.model([], limit: 100)
    for number in 0..<200 { model.add([Int32(number), 500, 501]) }
    #expect(model.count <= 100 && model.mixture(after: [3]).addition(0) == 0)
    #expect(model.mixture(after: [199]).addition(500) > model.mixture(after: [2]).addition(500))
    // What is left is what a model has that never knew the rest.
    let kept = model.tokens.split(separator: -1).map(Array.init)
    let fresh = Self.model(kept, limit: 100)
    #expect(fresh.tokens == model.tokens && fresh.counts.suffix(2) == model.counts.suffix(2))
    #expect(fresh.mixture(after: [198, 500]).addition(501) == model.mixture(after: [198, 500]).addition(501))
    var long = Self.model([], limit: 10)
    long.add((0..<50).map { Int32($0) })
    #expect(long.count <= 10 && long.mixture(after: [48]).addition(49) > 0)
  }

  @Test func aDistributionIsTheMixtureUnderTheConditionOfWhatIsAllowed() {
    var logits: [Float] = [0.5, -1, 2, 0, 1, -0.5]
    let model = Self.model([[1, 2, 3, 1, 2, 4]])
    let mixture = model.mixture(after: [1, 2])
    let exponentials = logits.map { exp(Double($0)) }
    let allowed: [Int32] = [0, 3, 4]
    let expected = allowed.map {
      mixture.share * exponentials[Int($0)] / exponentials.reduce(0, +) + mixture.addition($0)
    }
    logits.withUnsafeMutableBufferPointer { row in
      let distribution = TokenDistribution(row, allowed: allowed, history: [], .greedy, personal: mixture)
      for choice in distribution.best(3) {
        let share = expected[allowed.firstIndex(of: choice.id) ?? 0] / expected.reduce(0, +)
        #expect(abs(exp(choice.logProbability) - share) < 1e-5)
      }
    }
  }

  @Test(arguments: ["gpt2-tied", "llama-grouped"]) func whatAPersonWroteIsContinued(_ name: String) throws {
    let generator = try GenerationFixture.generator(name)
    var personal = PersonalModel()
    for _ in 0..<3 {
      personal.add(Array("We met at the inner harbour of Vlissingen again.".utf8), generator.model.tokenizer)
    }
    for (typed, rest) in [("They met at the inner har", "bour of Vlissingen"), ("of Vlis", "singen")] {
      let options = CompletionOptions(maximumTokens: 30, minimumConfidence: 0.02)
      let found = try generator.complete(Array(typed.utf8), options, personal: personal).first
      #expect(found?.text.hasPrefix(rest) == true, "\(found?.text ?? "nothing")")
      #expect(try generator.complete(Array(typed.utf8), options).first?.text.hasPrefix(rest) != true)
    }
  }

  @Test func anEmptyMemoryChangesNothing() throws {
    let generator = try GenerationFixture.generator("llama-tied")
    var random = SeededRandom(3)
    for candidates in [1, 3] {
      let text = GenerationFixture.text(&random, parts: 12)
      let options = CompletionOptions(candidates: candidates)
      let (alone, mixed) = try (
        generator.complete(text, options), generator.complete(text, options, personal: PersonalModel())
      )
      #expect(alone.map(\.bytes) == mixed.map(\.bytes))
      #expect(zip(alone, mixed).allSatisfy { abs($0.probability - $1.probability) <= 1e-4 * $0.probability })
    }
  }
}
