import Heads
import TestSupport
import Testing

@Suite struct BIODecoderTests {
  static let bio = ["O", "B-A", "I-A", "B-C", "I-C"]
  static let bioes = ["O", "B-A", "I-A", "E-A", "S-A"]

  /// Whether the scheme allows `labels`, said in words instead of transitions.
  static func isWellFormed(_ labels: [String], hasEnds: Bool) -> Bool {
    var open: String?
    for label in labels {
      let (role, type) = (label.first, String(label.dropFirst(2)))
      if role == "I" || role == "E" {
        guard open == type else { return false }
      } else if hasEnds, open != nil {
        return false
      }
      open = role == "B" || role == "I" ? type : nil
    }
    return !hasEnds || open == nil
  }

  @Test(arguments: [(bio, false), (bioes, true)])
  func findsTheBestSequenceThatTheSchemeAllows(_ labels: [String], _ hasEnds: Bool) throws {
    let decoder = try #require(BIODecoder(labels: labels))
    var random = SeededRandom(11)
    for count in 1...5 {
      for _ in 0..<8 {
        let probabilities = (0..<count).map { _ in labels.map { _ in Float.random(in: 0.001...1, using: &random) } }
        var best: (score: Float, path: [Int]) = (0, [])
        for number in 0..<Self.power(labels.count, count) {
          let path = (0..<count).map { number / Self.power(labels.count, $0) % labels.count }
          guard Self.isWellFormed(path.map { labels[$0] }, hasEnds: hasEnds) else { continue }
          let score = zip(probabilities, path).reduce(1) { $0 * $1.0[$1.1] }
          if score > best.score { best = (score, path) }
        }
        let found = decoder.labels(probabilities)
        let score = zip(probabilities, found).reduce(Float(1)) { $0 * $1.0[$1.1] }
        #expect(Self.isWellFormed(found.map { labels[$0] }, hasEnds: hasEnds))
        #expect(abs(score - best.score) <= best.score * 1e-4)
      }
    }
  }

  static func power(_ base: Int, _ exponent: Int) -> Int { (0..<exponent).reduce(1) { result, _ in result * base } }

  @Test func readsSpansWithTheMeanOfTheirProbabilities() throws {
    let decoder = try #require(BIODecoder(labels: Self.bio))
    let spans = decoder.spans([0, 1, 2, 3, 1, 1, 2], confidences: [1, 0.5, 0.7, 0.9, 0.4, 0.2, 0.6])
    #expect(spans.map(\.label) == ["A", "C", "A", "A"] && spans.map(\.words) == [1..<3, 3..<4, 4..<5, 5..<7])
    #expect(zip(spans.map(\.confidence), [0.6, 0.9, 0.4, 0.4]).allSatisfy { abs($0 - $1) < 1e-6 })
    let ends = try #require(BIODecoder(labels: Self.bioes))
    #expect(ends.spans([4, 1, 2, 3, 0, 4], confidences: [1, 1, 1, 1, 1, 1]).map(\.words) == [0..<1, 1..<4, 5..<6])
  }

  @Test func insideBeginsASpanWhereNoLabelDoes() throws {
    let decoder = try #require(BIODecoder(labels: ["O", "I-A", "I-C"]))
    let labels = decoder.labels([[0.1, 0.8, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.8, 0.1, 0.1]])
    #expect(labels == [1, 1, 2, 0])
    #expect(decoder.spans(labels, confidences: [1, 1, 1, 1]).map(\.words) == [0..<2, 2..<3])
  }

  @Test func tagsMayHaveNoType() throws {
    let decoder = try #require(BIODecoder(labels: ["O", "B", "I"]))
    #expect(decoder.spans([1, 2, 0], confidences: [1, 1, 1]).map(\.label) == ["span"])
  }

  @Test(arguments: [["NOUN", "VERB"], ["B-A", "I-A"], ["O", "B-A", "X"], []])
  func otherLabelsAreNoTags(_ labels: [String]) { #expect(BIODecoder(labels: labels) == nil) }

  @Test func survivesNumbersThatAreNone() throws {
    let decoder = try #require(BIODecoder(labels: Self.bio))
    #expect(decoder.labels([]).isEmpty)
    #expect(decoder.labels([[.nan, .nan, .nan, .nan, .nan], [0, 0, 0, 0, 0]]).count == 2)
  }
}
