import Architectures
import Foundation
import Models
import Support
import Tensors
import TestSupport
import Testing
import Tokenizers

@testable import Generation

/// What a generator says on random models and random texts.
@Suite struct CompletionTests {
  /// Options of all kinds.
  private static func options(_ random: inout SeededRandom) -> CompletionOptions {
    let temperature: Double = [0, 0, 0.8, 1.5].randomElement(using: &random) ?? 0
    return CompletionOptions(
      maximumTokens: Int.random(in: 1...9, using: &random), candidates: Int.random(in: 1...3, using: &random),
      sampling: SamplingOptions(
        temperature: temperature, topK: Bool.random(using: &random) ? 5 : nil, topP: 0.95,
        repetitionPenalty: Bool.random(using: &random) ? 1 : 1.3, unrepeatedRun: Bool.random(using: &random) ? 0 : 3),
      stopsAtSentenceEnd: Bool.random(using: &random), stopsAtLineEnd: Bool.random(using: &random),
      seed: UInt64.random(in: 0...9, using: &random), contextTokens: [5, 40, 512].randomElement(using: &random) ?? 5)
  }

  @Test(arguments: GenerationFixture.names) func aCompletionNeverContradictsWhatWasTyped(name: String) throws {
    let generator = try GenerationFixture.generator(name)
    let vocabulary = generator.vocabulary
    var (random, found) = (SeededRandom(2), 0)
    for _ in 0..<60 {
      let text = GenerationFixture.text(&random, parts: Int.random(in: 0...12, using: &random))
      let options = Self.options(&random)
      for completion in try generator.complete(text, options) {
        let typed = TypedText(
          text, generator.model.tokenizer, beginning: vocabulary.beginning, limit: options.contextTokens)
        let chosen = completion.tokens.flatMap { vocabulary.bytes(of: $0) }
        // The tokens stand for the unfinished word and then for the completion.
        #expect(chosen.starts(with: typed.pending + completion.bytes.dropLast(3)))
        #expect(text.suffix(typed.pending.count).elementsEqual(typed.pending))
        #expect(!completion.bytes.isEmpty && completion.probability > 0 && completion.probability <= 1)
        #expect(completion.tokens.count <= options.maximumTokens + TextGenerator.wordRest + typed.pending.count)
        found += 1
      }
    }
    #expect(found > 60)
  }

  @Test(arguments: GenerationFixture.names) func whatWasAskedBeforeChangesNothing(name: String) throws {
    // A small memory, so that texts are forgotten on the way.
    let generator = try GenerationFixture.generator(name, cacheLimit: 200_000)
    var random = SeededRandom(3)
    var text = GenerationFixture.text(&random, parts: 20)
    for _ in 0..<40 {
      switch Int.random(in: 0...3, using: &random) {
      case 0: text += GenerationFixture.text(&random, parts: 1)
      case 1: text.removeLast(min(text.count, Int.random(in: 1...9, using: &random)))
      case 2: text += try generator.complete(text).first?.bytes ?? []
      default: text = GenerationFixture.text(&random, parts: 15)
      }
      let options = Self.options(&random)
      let (found, fresh) = try (
        generator.complete(text, options), GenerationFixture.generator(name).complete(text, options)
      )
      #expect(found.map(\.bytes) == fresh.map(\.bytes) && found.map(\.end) == fresh.map(\.end))
      #expect(zip(found, fresh).allSatisfy { abs($0.probability - $1.probability) <= 1e-3 * $1.probability })
    }
  }

  @Test func probabilitiesOfBeamsAreThoseOfTheWholeSequence() throws {
    for name in GenerationFixture.names {
      let generator = try GenerationFixture.generator(name)
      let text = Array("The tide came in. What the".utf8)
      let options = CompletionOptions(
        maximumTokens: 6, candidates: 4, stopsAtSentenceEnd: false, stopsAtLineEnd: false)
      let found = try generator.complete(text, options)
      #expect(found.count == 4 && found.map(\.probability) == found.map(\.probability).sorted(by: >))
      #expect(Set(found.map(\.bytes)).count == found.count)
      for completion in found {
        #expect(abs(log(completion.probability) - Self.logProbability(completion, text, generator)) < 1e-3)
      }
    }
  }

  /// The sum over a completion's tokens from one pass over the whole sequence, without a cache and without a tree.
  private static func logProbability(_ completion: Completion, _ text: [UInt8], _ generator: TextGenerator) -> Double {
    let vocabulary = generator.vocabulary
    let typed = TypedText(text, generator.model.tokenizer, beginning: vocabulary.beginning, limit: 512)
    let ids = typed.settled + completion.tokens
    let execution = Execution()
    let logits = generator.decoder.logits(
      generator.decoder.encode(PackedBatch([ids]), in: execution), in: execution)
    var rest = typed.pending[...]
    return completion.tokens.enumerated().reduce(0) { sum, token in
      let pending = rest
      let distribution = TokenDistribution(
        logits.row(typed.settled.count - 1 + token.offset), allowed: vocabulary.choosable(after: rest), history: [],
        .greedy,
        canonical: typed.canonicalToken(after: Array(completion.tokens[..<token.offset])).map {
          TokenDistribution.Canonical(id: $0, open: vocabulary.open($0, of: pending))
        },
        open: { vocabulary.open($0, of: pending) })
      rest = rest.dropFirst(vocabulary.bytes(of: token.element).count)
      return sum + (distribution.best(vocabulary.count).first { $0.id == token.element }?.logProbability ?? -.infinity)
    }
  }

  @Test func typingOnDeletingAndAcceptingCostOnlyNewTokens() throws {
    let generator = try GenerationFixture.generator("gpt2-tied")
    var options = CompletionOptions(maximumTokens: 6, stopsAtSentenceEnd: false, stopsAtLineEnd: false)
    let text = Array("It was in the water, and the others were there to see that there was a thing".utf8)
    func cost(_ text: [UInt8]) throws -> (Int, Completion?) {
      let before = generator.computedTokens
      let completion = try generator.complete(text, options).first
      return (generator.computedTokens - before, completion)
    }
    let first = try cost(text)
    let completion = try #require(first.1)
    #expect(first.0 > 40)
    // The same again, and typing what was predicted: every state is known.
    #expect(try cost(text).0 == 0)
    #expect(try cost(text + completion.bytes.prefix(1)).0 <= 2)
    // Deleting within the word leaves what stands before it.
    #expect(try cost(Array(text.dropLast())).0 <= 10)
    // Alternatives share everything before them: four branches at a time.
    options.candidates = 4
    #expect(try cost(Array(text.dropLast())).0 <= 4 * 12)
    options.candidates = 1
    let another = Array("It was in the sea, ".utf8)
    _ = try cost(another)
    #expect(generator.cachedTexts == 2)
    #expect(try cost(text).0 <= 10)
  }

  @Test func memoryIsBounded() throws {
    let generator = try GenerationFixture.generator("llama-grouped", cacheLimit: 150_000)
    var random = SeededRandom(4)
    for _ in 0..<12 {
      _ = try generator.complete(GenerationFixture.text(&random, parts: 25))
      #expect(generator.cachedTexts == 1 || generator.cachedBytes <= 150_000)
    }
  }

  @Test func cancellationEndsBeforeTheNextToken() throws {
    for candidates in [1, 3] {
      let generator = try GenerationFixture.generator("qwen2")
      let options = CompletionOptions(
        maximumTokens: 40, candidates: candidates, stopsAtSentenceEnd: false, stopsAtLineEnd: false)
      let counter = Counter()
      let found = try generator.complete(Array("in the ".utf8), options) { counter.next() > 5 }
      #expect(!found.isEmpty && found.allSatisfy { $0.end == .cancelled && $0.tokens.count <= 6 })
      #expect(try generator.complete(Array("in the ".utf8), options) { true }.isEmpty)
    }
  }

  /// Counts calls.
  private final class Counter {
    private var count = 0
    func next() -> Int {
      count += 1
      return count
    }
  }

  @Test func seedsDecideWhatIsDrawn() throws {
    let generator = try GenerationFixture.generator("llama-tied")
    func drawn(_ seed: UInt64) throws -> [[UInt8]] {
      let sampling = SamplingOptions(temperature: 1)
      return try generator.complete(
        Array("the inner ".utf8), CompletionOptions(candidates: 3, sampling: sampling, seed: seed)
      ).map(\.bytes)
    }
    #expect(try drawn(1) == drawn(1) && drawn(1) != drawn(2))
  }

  @Test(arguments: GenerationFixture.names) func cutsAreWhatMoreConfidenceLeaves(name: String) throws {
    let generator = try GenerationFixture.generator(name)
    var (random, found) = (SeededRandom(7), 0)
    for _ in 0..<30 {
      let text = GenerationFixture.text(&random, parts: 10)
      var options = CompletionOptions(maximumTokens: 6, stopsAtSentenceEnd: false)
      guard let long = try generator.complete(text, options).first else { continue }
      #expect(long.cuts.last == Completion.Cut(end: long.bytes.count, probability: long.probability))
      #expect(long.cuts.map(\.end) == long.cuts.map(\.end).sorted())
      for cut in long.cuts {
        options.minimumConfidence = 0.999 * cut.probability
        let expected = long.cuts.last { $0.probability >= options.minimumConfidence }?.end ?? 0
        let short = try generator.complete(text, options).first
        #expect(short?.bytes == Array(long.bytes[..<expected]), "\(long.bytes) \(long.cuts) \(short?.bytes ?? [])")
        found += 1
      }
    }
    #expect(found > 30)
  }

  @Test func anUncertainModelSaysNothing() throws {
    let generator = try GenerationFixture.generator("gpt2-tied")
    #expect(try generator.complete(Array("the ".utf8), CompletionOptions(minimumConfidence: 1)).isEmpty)
  }

  @Test func aTextAtTheLimitOfTheModelIsContinuedFromItsEnd() throws {
    let generator = try GenerationFixture.generator("gpt2-tied")
    var random = SeededRandom(6)
    for count in [400, 4_000, 40_000] {
      let text = GenerationFixture.text(&random, parts: count)
      #expect(try !generator.complete(text, CompletionOptions(maximumTokens: 3, stopsAtLineEnd: false)).isEmpty)
    }
    // A model of 240 places has none left for 1,000 tokens.
    let all = try generator.complete(
      Array("in".utf8), CompletionOptions(maximumTokens: 1_000, stopsAtSentenceEnd: false, stopsAtLineEnd: false))
    #expect(all.first?.end == .room || all.first?.end == .text)
  }

  @Test func optionsAndModelsThatDoNotFitAreErrors() throws {
    let generator = try GenerationFixture.generator("gpt2-tied")
    for options in [
      CompletionOptions(maximumTokens: 0), CompletionOptions(candidates: 17), CompletionOptions(minimumConfidence: 2),
      CompletionOptions(sampling: SamplingOptions(temperature: -1)),
      CompletionOptions(sampling: SamplingOptions(temperature: .nan)),
      CompletionOptions(sampling: SamplingOptions(topK: 0)), CompletionOptions(sampling: SamplingOptions(topP: 0)),
      CompletionOptions(sampling: SamplingOptions(repetitionPenalty: 0.5)), CompletionOptions(contextTokens: 0),
    ] {
      let error = #expect(throws: GenerationError.self) { try generator.complete([], options) }
      #expect(error?.code == "option-invalid" && error?.hint.isEmpty == false)
    }
    let error = #expect(throws: GenerationError.self) { try GenerationFixture.generator("distilbert") }
    #expect(error?.code == "model-unfit")
  }
}
