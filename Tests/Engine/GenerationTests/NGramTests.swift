import Foundation
import Models
import Tensors
import TestSupport
import Testing
import Tokenizers

@testable import Generation

/// What often follows what.
@Suite struct NGramTests {
  /// Texts of tokens 1 to 9 in which some runs come again and again; 0 lies between them.
  private static func texts(seed: UInt64, count: Int = 60) -> [[Int32]] {
    var random = SeededRandom(seed)
    let phrases: [[Int32]] = [[1, 2, 3, 4], [2, 3, 5], [6, 7], [8], [9, 1]]
    return (0..<count).map { _ in (0..<12).flatMap { _ in phrases.randomElement(using: &random) ?? [] } }
  }

  private static func tables(_ texts: [[Int32]], runs: Int = 10_000) throws -> NGramTables {
    var trainer = try NGramTrainer(vocabulary: 10, boundary: 0)
    for text in texts { trainer.add(text) }
    return trainer.tables(runs: runs)
  }

  private static func withModel<Result>(
    _ tables: NGramTables, _ body: (String, NGramModel) throws -> Result
  ) throws -> Result {
    try GenerationFixture.withFolder { directory in
      let path = directory + "/" + NGramModel.fileName
      try tables.write(to: path, weights: NGramPrior.Weights(decoder: 1, nGrams: 1))
      return try body(path, NGramModel(path: path))
    }
  }

  @Test func countsAreThoseOfAPlainCount() {
    let texts = Self.texts(seed: 1)
    let tokens: [UInt16] = [0] + texts.flatMap { text -> [UInt16] in text.map { UInt16($0) } + [0] }
    let counts = NGramCounts(tokens, vocabulary: 10, boundary: 0)
    for length in 2...4 {
      var expected: [UInt64: UInt32] = [:]
      for text in texts {
        let whole = [0] + text.map { UInt64($0) } + [0]
        for start in 0...(whole.count - length) {
          expected[whole[start..<start + length].reduce(0) { $0 << 16 | $1 }, default: 0] += 1
        }
      }
      let level = counts.levels[length - 2]
      #expect(Dictionary(uniqueKeysWithValues: zip(level.keys, level.counts)) == expected.filter { $0.value > 1 })
      #expect(level.keys == level.keys.sorted())
      #expect(zip(level.discounts, 1...).allSatisfy { $0 > 0 && $0 < Double($1) })
    }
  }

  @Test func probabilitiesSumToOneBehindAnyContext() throws {
    try Self.withModel(Self.tables(Self.texts(seed: 2))) { _, model in
      var random = SeededRandom(3)
      for _ in 0..<300 {
        let context = (0..<Int.random(in: 0...6, using: &random)).map { _ in Int32.random(in: 0..<10, using: &random) }
        let row = model.probabilities(behind: context)
        #expect(row.count == 10 && row.allSatisfy { $0 > 0 } && abs(row.reduce(0, +) - 1) < 1e-3)
      }
    }
  }

  @Test func whatFollowsOftenIsLikely() throws {
    try Self.withModel(Self.tables(Self.texts(seed: 4))) { _, model in
      var row = model.probabilities(behind: [1, 2, 3])
      let known = row[4]
      #expect(row.indices.max { row[$0] < row[$1] } == 4 && known > 0.6)
      // Without its beginning the run goes on in two ways.
      row = model.probabilities(behind: [8, 2, 3])
      #expect(row[4] < known && row[5] > 0.3)
    }
  }

  @Test func ofFewRunsThoseThatHelpMostAreKeptWithTheirBeginnings() throws {
    let all = try Self.tables(Self.texts(seed: 5))
    let few = try Self.tables(Self.texts(seed: 5), runs: 8)
    #expect(all.runs.reduce(0, +) > 60)
    #expect((1...8).contains(few.runs.reduce(0, +)))
    try Self.withModel(few) { _, model in
      #expect(model.runs == few.runs)
      #expect(abs(model.probabilities(behind: [1, 2, 3]).reduce(0, +) - 1) < 1e-3)
    }
  }

  @Test func heldOutTextsGetMoreLikelyWithMoreRuns() throws {
    func cost(_ runs: Int) throws -> Double {
      try Self.withModel(Self.tables(Self.texts(seed: 6, count: 200), runs: runs)) { _, model in
        var sum = 0.0
        for text in Self.texts(seed: 7, count: 20) {
          for place in text.indices {
            let row = model.probabilities(behind: [0] + text[..<place])
            sum -= log(Double(row[Int(text[place])]))
          }
        }
        return sum
      }
    }
    let (none, some, all) = (try cost(1), try cost(20), try cost(10_000))
    #expect(all < some && some < none)
  }

  @Test func logitsStandOnTheWeightedLogarithms() throws {
    try Self.withModel(Self.tables(Self.texts(seed: 8))) { _, model in
      let prior = NGramPrior(model, NGramPrior.Weights(decoder: 0.5, nGrams: 0.8))
      let contexts: [[Int32]] = [[1, 2, 3], [], [9], [4, 4, 6]]
      let logits = Tensor(rows: 4, columns: 10, (0..<40).map { Float($0 % 7) / 3 })
      let sum = prior.applied(to: logits, behind: contexts, in: Execution())
      for (row, context) in contexts.enumerated() {
        let known = model.probabilities(behind: context)
        for token in 0..<10 {
          #expect(abs(sum.row(row)[token] - (0.5 * logits.row(row)[token] + 0.8 * log(known[token]))) < 1e-5)
        }
      }
    }
  }

  @Test func theGradientPassesThroughToTheLogits() throws {
    try Self.withModel(Self.tables(Self.texts(seed: 8))) { _, model in
      let prior = NGramPrior(model, NGramPrior.Weights(decoder: 0.5, nGrams: 0.8))
      let tape = Tape(ParameterGradients())
      let logits = Tensor(rows: 1, columns: 10, (0..<10).map { Float($0) })
      logits.requireGradient()
      let sum = prior.applied(to: logits, behind: [[1, 2, 3]], in: Execution(tape: tape))
      tape.backward(from: [(sum, Tensor(rows: 1, columns: 10, [Float](repeating: 2, count: 10)))])
      #expect(logits.gradient?.elements == [Float](repeating: 1, count: 10))
    }
  }

  @Test func theWeightsThatFitBestAreFound() throws {
    let generator = try GenerationFixture.generator("llama-tied")
    let text = Array("The inner side, in there. The inner side, in there. The inner side, in there.".utf8)
    var trainer = try NGramTrainer(vocabulary: generator.vocabulary.count, boundary: 0)
    for _ in 0..<9 { trainer.add(generator.model.tokenizer.encode(text, addSpecialTokens: false).ids) }
    try Self.withModel(trainer.tables(runs: 1000)) { _, model in
      let fit = NGramFit(generator, model)
      for _ in 0..<7 { fit.add(text) }
      let result = fit.result()
      // The decoder is random and the runs are those of the text itself.
      #expect(result.both <= min(result.decoder, result.nGrams) + 1e-6)
      #expect(result.weights.nGrams > result.weights.decoder)
    }
  }

  @Test func aGeneratorAddsWhatLiesBesideItsModel() throws {
    try GenerationFixture.withFolder { directory in
      let folder = directory + "/model"
      try FileManager.default.copyItem(atPath: GenerationFixture.folder + "llama-tied", toPath: folder)
      let plain = try TextGenerator(ModelBundle(directory: folder))
      let text = Array("The inner side, in there.".utf8)
      let before = plain.scores(of: [text])[0].logProbability
      var trainer = try NGramTrainer(vocabulary: plain.vocabulary.count, boundary: plain.vocabulary.beginning ?? 0)
      for _ in 0..<9 { trainer.add(plain.model.tokenizer.encode(text, addSpecialTokens: false).ids) }
      let path = folder + "/" + NGramModel.fileName
      try trainer.tables(runs: 1000).write(to: path, weights: NGramPrior.Weights(decoder: 0.5, nGrams: 1))
      #expect(try TextGenerator(ModelBundle(directory: folder)).scores(of: [text])[0].logProbability > before + 5)
      let damaged = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(300)
      try damaged.write(to: URL(fileURLWithPath: path))
      #expect(throws: (any Error).self) { try TextGenerator(ModelBundle(directory: folder)) }
    }
  }
}
