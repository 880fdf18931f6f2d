import Architectures
import Foundation
import Models
import Tensors
import TestSupport
import Testing
import Tokenizers

@testable import Generation

@Suite struct ScoreTests {
  @Test(arguments: GenerationFixture.names) func aScoreIsTheSumOverTheTokens(name: String) throws {
    let generator = try GenerationFixture.generator(name)
    let text = Array("The inner side, in there.".utf8)
    let beginning = try #require(generator.vocabulary.beginning)
    let ids = [beginning] + generator.model.tokenizer.encode(text, addSpecialTokens: false).ids
    let execution = Execution()
    let logits = generator.decoder.logits(
      generator.decoder.encode(PackedBatch([ids]), in: execution), in: execution)
    let expected = (1..<ids.count).reduce(0.0) { sum, place in
      let row = logits.row(place - 1).map(Double.init)
      return sum + row[Int(ids[place])] - log(row.reduce(0) { $0 + exp($1) })
    }
    let score = generator.scores(of: [text])[0]
    #expect(abs(score.logProbability - expected) < 1e-3 && score.tokens == ids.count - 1 && score.bytes == text.count)
    #expect(abs(score.bitsPerByte + expected / log(2) / Double(text.count)) < 1e-4)
    #expect(abs(log(score.perplexity) + expected / Double(ids.count - 1)) < 1e-4)
  }

  @Test func longTextsAreReadInPartsThatOverlap() throws {
    let generator = try GenerationFixture.generator("gpt2-tied")
    var random = SeededRandom(8)
    let text = GenerationFixture.text(&random, parts: 900)
    let scores = generator.scores(of: [text, Array(text.prefix(60)), []])
    #expect(scores[0].tokens > 900 && scores[0].logProbability.isFinite && scores[0].bytes == text.count)
    #expect(scores[0].logProbability < scores[1].logProbability)
    #expect(scores[2] == TextScore(logProbability: 0, tokens: 0, bytes: 0) && scores[2].perplexity == 1)
  }
}
