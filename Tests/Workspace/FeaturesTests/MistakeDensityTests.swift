import Testing

@testable import Features

/// How much a document's sure mistakes say about its doubtful ones.
@Suite struct MistakeDensityTests {
  private func leniency(_ mistakes: Int, _ words: Int) -> Double {
    var density = MistakeDensity()
    (density.mistakes, density.words) = (mistakes, words)
    return density.leniency
  }

  @Test func `an empty and an edited text are asked for as much as ever`() {
    #expect(leniency(0, 0) == 0 && leniency(0, 100_000) == 0 && leniency(300, 100_000) == 0)
  }

  @Test func `grows with the share of mistakes, in steps, up to a limit`() {
    let grown = [1, 2, 4, 8, 16, 32, 64].map { leniency($0, 1000) }
    #expect(grown == grown.sorted() && grown.first == 0 && grown.last == 2.5)
    #expect(Set(grown).count >= 4 && grown.allSatisfy { ($0 * 4).rounded() == $0 * 4 })
  }

  @Test func `a long text says more than a short one`() {
    #expect(leniency(1, 50) < leniency(20, 1000) && leniency(1, 50) > 0)
  }
}
