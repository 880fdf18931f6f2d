import TestSupport
import Testing

@testable import Spelling

@Suite struct WordClassesTests {
  private let classes = WordClasses.english

  @Test(arguments: [
    ("of ", " house", "the", "than"), ("", " than", "better", "best"), ("they ", " late", "were", "was"),
    ("to ", " it", "receive", "received"), ("“to ", "” it", "receive", "received"),
  ])
  func prefersWhatFits(before: String, after: String, likely: String, unlikely: String) {
    let context = context(before, after)
    #expect(classes.score(likely, in: context) > classes.score(unlikely, in: context))
  }

  @Test func theEndOfAClauseIsANeighbour() {
    #expect(context("", "") == context("Yes. ", ", no"))
    #expect(context("", "") != WordContext.none)
  }

  @Test(arguments: [("x=", "+1"), ("naïve漢", "字"), ("qzx ", " qzx"), ("9 ", " 9")])
  func whatIsUnknownSaysNothing(before: String, after: String) {
    #expect(context(before, after) == .none)
    #expect(classes.score("the", in: context(before, after)) == 0)
  }

  @Test func anUnknownCandidateHasNoScore() {
    #expect(classes.score("qzxv", in: context("the ", " is")) == 0 && classes.score("", in: context("the ", "")) == 0)
  }

  @Test func anyBytesAndRangesAreNoTrouble() {
    var random = SeededRandom(4)
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let start = Int.random(in: -3...15, using: &random)
      _ = classes.context(of: start..<start + 3, in: text)
    }
  }

  private func context(_ before: String, _ after: String) -> WordContext {
    let start = before.utf8.count
    return classes.context(of: start..<start + 4, in: Array((before + "word" + after).utf8))
  }
}
