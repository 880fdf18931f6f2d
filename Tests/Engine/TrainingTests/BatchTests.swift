import Tensors
import TestSupport
import Testing

@testable import Training

@Suite struct BatchTests {
  private static func lengths(_ count: Int) -> [Int] {
    var random = SeededRandom(31)
    return (0..<count).map { _ in Int.random(in: 1...40, using: &random) }
  }

  @Test(arguments: [BatchBudget(tokens: 64), BatchBudget(tokens: 10), BatchBudget(tokens: 500, examples: 7)])
  func anEpochHasEveryExampleOnceWithinTheBudget(budget: BatchBudget) {
    let lengths = Self.lengths(300)
    var stream = BatchStream(lengths: lengths, budget: budget, seed: 4)
    var orders: [[Int]] = []
    for _ in 0..<2 {
      let batches = (0..<stream.batchesPerEpoch).map { _ in stream.next() }
      #expect(batches.joined().sorted() == Array(lengths.indices))
      for batch in batches {
        let tokens = batch.reduce(0) { $0 + lengths[$1] }
        #expect(!batch.isEmpty && (tokens <= budget.tokens || batch.count == 1))
        #expect(batch.count <= budget.examples ?? .max)
      }
      orders.append(Array(batches.joined()))
      if orders.count == 1 { _ = stream.next() }
      if orders.count == 1 {
        stream = BatchStream(lengths: lengths, budget: budget, seed: 4, position: .init(epoch: 1))
      }
    }
    #expect(orders[0] != orders[1])
  }

  @Test func aStreamGoesOnFromAnyPosition() {
    var stream = BatchStream(lengths: Self.lengths(60), budget: BatchBudget(tokens: 64), seed: 9)
    for _ in 0..<50 {
      var resumed = BatchStream(
        lengths: Self.lengths(60), budget: BatchBudget(tokens: 64), seed: 9, position: stream.position)
      #expect(resumed.next() == stream.next())
    }
    #expect(stream.position.epoch > 1)
  }

  @Test func shardsAreConsecutiveAndBalanced() {
    for count in 1...5 {
      for examples in [1, 2, 7, 64] {
        let lengths = Self.lengths(examples)
        let parts = ShardPlan.parts(Array(0..<examples), lengths: lengths, count: count)
        #expect(Array(parts.joined()) == Array(0..<examples) && parts.count <= count)
        #expect(parts.allSatisfy { !$0.isEmpty })
        let largest = parts.map { $0.reduce(0) { $0 + lengths[$1] } }.max() ?? 0
        #expect(largest <= lengths.reduce(0, +) / count + 40)
      }
    }
    #expect(ShardPlan.parts([3, 1], lengths: [0, 0], count: 4) == [[3, 1]])
  }

  @Test func ratesRiseThenFallAsPyTorchsSchedulesDo() {
    func rates(_ decay: LearningRateSchedule.Decay) -> [Float] {
      let schedule = LearningRateSchedule(peak: 2, warmup: 2, steps: 6, decay: decay)
      return (0..<8).map { schedule.rate(at: $0) }
    }
    #expect(rates(.linear) == [0, 1, 2, 1.5, 1, 0.5, 0, 0])
    #expect(rates(.constant) == [0, 1, 2, 2, 2, 2, 2, 2])
    let cosine: [Float] = [0, 1, 2, 1.7071068, 1, 0.29289323, 0, 0]
    #expect(zip(rates(.cosine), cosine).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(LearningRateSchedule(peak: 3, steps: 0).rate(at: 0) == 3)
  }
}
