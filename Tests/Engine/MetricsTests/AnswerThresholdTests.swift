import Metrics
import TestSupport
import Testing

@Suite struct AnswerThresholdTests {
  private typealias Question = AnswerThreshold.Question

  private func answerable(_ advantage: Double, _ f1: Double = 1) -> Question {
    Question(advantage: advantage, given: f1, withheld: 0)
  }

  private func impossible(_ advantage: Double) -> Question { Question(advantage: advantage, given: 0, withheld: 1) }

  @Test func `it divides what can be divided, in the middle`() {
    #expect(AnswerThreshold.best([answerable(5), impossible(-1), answerable(3), impossible(0)]) == 1.5)
  }

  @Test func `without questions it is zero`() { #expect(AnswerThreshold.best([]) == 0) }

  @Test func `where every answer is right none is withheld, and the other way round`() {
    #expect(AnswerThreshold.best([answerable(-4), answerable(2)]) < -4)
    #expect(AnswerThreshold.best([impossible(-4), impossible(2)]) > 2)
  }

  @Test func `no other threshold gives a better sum`() {
    var random = SeededRandom(3)
    for _ in 0..<50 {
      let questions = (0..<20).map { _ in
        // Few different values, so that some are equal.
        let advantage = Double(Int.random(in: -5...5, using: &random))
        return Bool.random(using: &random)
          ? impossible(advantage) : answerable(advantage, Double.random(in: 0...1, using: &random))
      }
      func sum(_ threshold: Double) -> Double {
        questions.reduce(0) { $0 + ($1.advantage > threshold ? $1.given : $1.withheld) }
      }
      let best = (-7...6).map { sum(Double($0) + 0.5) }.max() ?? 0
      #expect(abs(sum(AnswerThreshold.best(questions)) - best) < 1e-9)
    }
  }
}
