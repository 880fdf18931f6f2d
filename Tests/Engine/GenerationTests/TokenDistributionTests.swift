import Foundation
import Tensors
import Testing

@testable import Generation

@Suite struct TokenDistributionTests {
  private let logits = Tensor(rows: 1, columns: 6, [0, 3, 1, 2, 3, -1])

  private func distribution(
    _ allowed: [Int32] = [0, 1, 2, 3, 4, 5], history: [Int32] = [], _ options: SamplingOptions = .greedy
  ) -> TokenDistribution {
    TokenDistribution(logits.row(0), allowed: allowed, history: history, options)
  }

  /// Which tokens 200 seeds draw.
  private func drawn(_ options: SamplingOptions) -> Set<Int32> {
    Set(
      (UInt64(0)..<200).compactMap { seed in
        var random = SeededGenerator(seed)
        return distribution(options: options).choose(options, using: &random)?.id
      })
  }

  private func distribution(options: SamplingOptions) -> TokenDistribution {
    distribution([0, 1, 2, 3, 4, 5], options)
  }

  private func distribution(_ allowed: [Int32], _ options: SamplingOptions) -> TokenDistribution {
    distribution(allowed, history: [], options)
  }

  @Test func theMostLikelyComeFirstAndOfEqualOnesTheSmallerID() {
    #expect(distribution().best(3).map(\.id) == [1, 4, 3])
    #expect(distribution().best(100).map(\.id) == [1, 4, 3, 2, 0, 5])
    #expect(distribution([5, 0]).best(1).map(\.id) == [0] && distribution([]).best(2).isEmpty)
  }

  @Test func probabilitiesAreThoseAmongAllowedTokens() {
    let all = distribution([2, 3]).best(2)
    #expect(abs(exp(all[0].logProbability) - 1 / (1 + exp(-1))) < 1e-6)
    #expect(abs(all.map { exp($0.logProbability) }.reduce(0, +) - 1) < 1e-6)
  }

  @Test func fewOfManyAreThoseOfAllSorted() {
    let many = Tensor(rows: 1, columns: 500, (0..<500).map { Float(($0 * 7919) % 101) })
    let distribution = TokenDistribution(many.row(0), allowed: (0..<500).map { $0 }, history: [], .greedy)
    #expect(distribution.best(20) == Array(distribution.best(500).prefix(20)))
  }

  @Test func drawingKeepsToTheMostLikely() {
    #expect(drawn(SamplingOptions(temperature: 0)) == [1])
    #expect(drawn(SamplingOptions(temperature: 1, topK: 2)) == [1, 4])
    #expect(drawn(SamplingOptions(temperature: 1, topP: 0.5)) == [1, 4])
    #expect(drawn(SamplingOptions(temperature: 100)) == [0, 1, 2, 3, 4, 5])
  }

  @Test func whatOccurredLatelyIsLessLikely() {
    let options = SamplingOptions(repetitionPenalty: 4, repetitionWindow: 2)
    // 3 / 4 and -1 * 4; token 4 is beyond the window.
    #expect(distribution(history: [4, 1, 5], options).best(6).map(\.id) == [4, 3, 2, 1, 0, 5])
    let logits = distribution(history: [4, 1, 5], options).best(6).map(\.logProbability)
    #expect(abs(logits[0] - logits[5] - 7) < 1e-5)
  }

  @Test func runsOfTokensOccurOnce() {
    let options = SamplingOptions(unrepeatedRun: 2)
    // After 3 came 1 before.
    #expect(distribution(history: [3, 1, 3], options).best(1).map(\.id) == [4])
    #expect(distribution(history: [3, 1], options).best(1).map(\.id) == [1])
    #expect(distribution(history: [1, 4, 3], SamplingOptions(unrepeatedRun: 1)).best(9).map(\.id) == [2, 0, 5])
  }
}
