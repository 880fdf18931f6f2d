import TestSupport
import Testing

@testable import Spelling

@Suite struct SpellingAnalysisTests {
  private let sample = SpellingAnalysis(candidates: [
    .init(
      range: 3..<9, word: "wörld's", shape: .small, isFirst: false, slip: 200,
      context: WordContext(before: 255, after: 0)),
    .init(range: 300..<100_000, word: "Xyzzy", shape: .capitalised, isFirst: true),
  ])

  @Test func isReadBackFromItsBytes() {
    #expect(SpellingAnalysis(bytes: sample.bytes) == sample)
    #expect(SpellingAnalysis(bytes: []) == SpellingAnalysis(candidates: []))
  }

  @Test func damagedBytesAreNoTrouble() {
    var random = SeededRandom(2)
    let bytes = sample.bytes
    #expect((1..<14).allSatisfy { SpellingAnalysis(bytes: Array(bytes.prefix($0))) == nil })
    for _ in 0..<2000 {
      var damaged = bytes
      for _ in 0..<3 {
        damaged[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      for candidate in SpellingAnalysis(bytes: damaged)?.candidates ?? [] { #expect(candidate.range.count >= 0) }
    }
  }

  @Test func aVocabularyForgetsWhatItIsToldToForget() {
    var random = SeededRandom(3)
    var vocabulary = DocumentVocabulary()
    var present: [SpellingAnalysis] = []
    for _ in 0..<200 {
      if Bool.random(using: &random) || present.isEmpty {
        let analysis = SpellingAnalysis(
          candidates: (0..<3).map { _ in
            .init(
              range: 0..<4, word: ["foo", "Foo", "bar", "Baz"].randomElement(using: &random) ?? "", shape: .capitalised,
              isFirst: Bool.random(using: &random))
          })
        present.append(analysis)
        vocabulary.add(analysis)
      } else {
        vocabulary.remove(present.remove(at: Int.random(in: 0..<present.count, using: &random)))
      }
      var fresh = DocumentVocabulary()
      for analysis in present { fresh.add(analysis) }
      #expect(vocabulary == fresh)
    }
    #expect(vocabulary.occurrences(of: "foo") == present.flatMap(\.candidates).count { $0.word.lowercased() == "foo" })
  }
}
