import TestSupport
import Testing

@testable import Keystrokes

@Suite struct UnitModelTests {
  private static func id(_ unit: String, _ model: UnitModel) -> Int32 { model.vocabulary.id(of: Array(unit.utf8)) }

  private static func probability(_ unit: String, after context: [String], _ model: UnitModel) -> Double {
    let id = id(unit, model)
    return model.distribution(after: context.map { Self.id($0, model) }).probability(in: id..<id + 1)
  }

  @Test func probabilitiesAreThoseOfPencilAndPaper() {
    // Units: line end, a, " b", " a", " b", " a", " c".
    let model = KeystrokesFixture.model(["a b a b a c"], lengths: 2, discount: 0.5)
    #expect(model.order == 2 && model.unitCount == 5 && model.gramCount == 5)
    func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-6 }
    #expect(isNear(Self.probability(" b", after: [], model), 2 / 7))
    #expect(isNear(Self.probability(" b", after: [" a"], model), 0.5 / 2 + 0.5 * 2 / 7))
    #expect(isNear(Self.probability(" c", after: [" a"], model), 0.5 / 2 + 0.5 * 1 / 7))
    #expect(isNear(Self.probability(" a", after: [" b"], model), 1.5 / 2 + 0.25 * 2 / 7))
    // Nothing follows " c", and "x" is unknown: frequencies are left.
    #expect(isNear(Self.probability(" a", after: [" c"], model), 2 / 7))
    #expect(isNear(Self.probability(" a", after: ["x"], model), 2 / 7))
  }

  @Test func probabilitiesSumToOneAndBestAreTheLargest() {
    var random = SeededRandom(1)
    for length in 1...5 {
      let model = KeystrokesFixture.model(KeystrokesFixture.prose, lengths: length)
      let all = Int32(0)..<Int32(model.unitCount)
      for _ in 0..<40 {
        let context = (0..<4).map { _ in Int32.random(in: 0...model.vocabulary.unknown, using: &random) }
        let distribution = model.distribution(after: context)
        let each = (0...model.vocabulary.unknown).map { distribution.probability(in: $0..<$0 + 1) }
        #expect(abs(each.reduce(0, +) - 1) < 1e-5 && each.allSatisfy { $0 >= 0 })
        let best = distribution.best(3, in: all)
        let expected = all.sorted { (each[Int($0)], $1) > (each[Int($1)], $0) }.prefix(3)
        #expect(best.map(\.id) == Array(expected))
        #expect(zip(best, expected).allSatisfy { abs($0.probability - each[Int($1)]) < 1e-9 })
      }
    }
  }

  @Test func withoutAContextWordsAreOrderedByTheirCounts() {
    let model = KeystrokesFixture.model(KeystrokesFixture.prose, lengths: 3).limited(to: 1)
    let best = model.distribution(after: []).best(model.unitCount, in: 0..<Int32(model.unitCount))
    let counts = best.map { model.vocabulary.counts[Int($0.id)] }
    #expect(counts == counts.sorted(by: >) && counts[0] > counts[counts.count - 1] && model.order == 1)
  }

  @Test func rareUnitsAreUnknownAndRareGramsAreLeftToShorterOnes() {
    var counter = NGramCounter()
    counter.add(Array("one two one two one three".utf8))
    let model = counter.model()
    // "one" without a blank and " three" occur once.
    #expect(model.unitCount == 2 && model.vocabulary.counts == [2, 2, 3])
    #expect(Self.id(" three", model) == model.vocabulary.unknown)
    let distribution = model.distribution(after: [" two", " one"].map { Self.id($0, model) })
    let each = (0...model.vocabulary.unknown).map { distribution.probability(in: $0..<$0 + 1) }
    #expect(abs(each.reduce(0, +) - 1) < 1e-6)
  }

  @Test func documentsDoNotRunIntoEachOther() {
    let model = KeystrokesFixture.model(["a b", "c d"], lengths: 2, discount: 0.5)
    let frequency = Self.probability("\n", after: [], model)
    #expect(Self.probability("\n", after: [" b"], model) == frequency)
    #expect(Self.probability("c", after: ["\n"], model) > Self.probability("c", after: [], model))
  }

  @Test func keysKeepUnitAndContextApart() {
    let context = GramKey.context([7, 1])
    let key = GramKey.key(context, 1_048_575)
    #expect(GramKey.context(of: key) == context && GramKey.unit(of: key) == 1_048_575)
    #expect(context != GramKey.context([1, 7]) && context != GramKey.context([1]) && context >> 44 == 0)
  }
}
