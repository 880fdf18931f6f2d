import Testing

@testable import FineTuning

/// Where to decide between two labels.
@Suite struct TwoWayDecisionTests {
  /// The second label from 1 on, but for one slip on each side.
  private func examples(_ count: Int) -> [(advantage: Float, isSecond: Bool)] {
    (0..<count).map { index in
      let advantage = Float(index) * 4 / Float(count) - 1
      return (advantage, index == 3 || advantage >= 1 && index != count - 4)
    }
  }

  @Test func `most examples are right`() {
    let found = TwoWayDecision.best(examples(400).shuffled())
    #expect(found < 1 && found >= 0.99)
  }

  @Test func `few examples say nothing`() { #expect(TwoWayDecision.best(examples(199)) == 0) }

  @Test func `the widest of equally good places counts`() {
    var all = (0..<100).map { (advantage: Float($0) / 100 - 3, isSecond: false) }
    all += (0..<100).map { (advantage: Float($0) / 100 + 2, isSecond: true) }
    #expect(abs(TwoWayDecision.best(all) - (1.99 - 2 + 0.01) / 2) < 0.01)
    #expect(TwoWayDecision.best(Array(repeating: (advantage: 1, isSecond: true), count: 300)) == 0)
  }
}
