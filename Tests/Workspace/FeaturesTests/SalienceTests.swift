import Documents
import Features
import TestSupport
import Testing
import Text

@Suite struct SalienceTests {
  private func salience(
    following: Float = 0, preceding: Float = 0, position: Float = 0, length: Float = 0, importance: Float = 0
  ) -> Salience {
    Salience(
      following: following, preceding: preceding, position: position, positionScale: 2, length: length, lengthCap: 10,
      importance: importance)
  }

  /// Similarities: 0-1 is 0.6, 0-2 is 0, 1-2 is 0.8.
  private let vectors: [[Float]] = [[1, 0], [0.6, 0.8], [0, 1]]

  private func expectClose(_ scores: [Float], _ expected: [Float], _ place: SourceLocation = #_sourceLocation) {
    #expect(scores.count == expected.count, sourceLocation: place)
    #expect(zip(scores, expected).allSatisfy { abs($0 - $1) < 1e-5 }, "\(scores)", sourceLocation: place)
  }

  @Test func `following similarity`() {
    // Means over the two others: 0.3, 0.4, 0.
    expectClose(salience(following: 1).scores(vectors: vectors, wordCounts: [5, 5, 5]), [0.75, 1, 0])
  }

  @Test func `preceding similarity`() {
    // 0, 0.3, 0.4.
    expectClose(salience(preceding: 1).scores(vectors: vectors, wordCounts: [5, 5, 5]), [0, 0.75, 1])
  }

  @Test func `place and length`() {
    // 1, 2/3, 1/2 for the place.
    expectClose(salience(position: 1).scores(vectors: vectors, wordCounts: [5, 5, 5]), [1, 1.0 / 3, 0])
    // 0.4, 1, 1: from the cap on, longer is not better.
    expectClose(salience(length: 1).scores(vectors: vectors, wordCounts: [4, 10, 30]), [0, 1, 1])
  }

  @Test func `what a head says`() {
    let salience = salience(length: 1, importance: 2)
    expectClose(salience.scores(vectors: vectors, wordCounts: [10, 5, 5], importances: [0, 0.75, 0.5]), [0, 1, 0.5])
    expectClose(salience.scores(vectors: vectors, wordCounts: [10, 5, 5]), [1, 0, 0])
  }

  @Test func `few sentences and equal ones`() {
    #expect(Salience.standard.scores(vectors: [], wordCounts: []) == [])
    #expect(Salience.standard.scores(vectors: [[1, 0]], wordCounts: [3]) == [1])
    #expect(salience(following: 1, preceding: 1).scores(vectors: [[1, 0], [1, 0]], wordCounts: [3, 3]) == [1, 1])
  }

  @Test(arguments: 0..<5)
  func `sums of vectors give what sums over pairs give`(seed: Int) {
    var random = SeededRandom(UInt64(seed))
    let vectors: [[Float]] = (0..<12).map { _ in (0..<6).map { _ in Float.random(in: -1...1, using: &random) } }
    let words = vectors.map { _ in Int.random(in: 1...30, using: &random) }
    let salience = Salience.standard
    let raw: [Float] = vectors.indices.map { i in
      let pairs = vectors.indices.filter { $0 != i }.map { j -> Float in
        let similarity = zip(vectors[i], vectors[j]).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        return (j > i ? salience.following : salience.preceding) * similarity
      }
      let place = salience.position / (1 + Float(i) / salience.positionScale)
      let length = salience.length * min(Float(words[i]), salience.lengthCap) / salience.lengthCap
      return pairs.reduce(0, +) / Float(vectors.count - 1) + place + length
    }
    let (low, high) = (raw.min()!, raw.max()!)
    expectClose(salience.scores(vectors: vectors, wordCounts: words), raw.map { ($0 - low) / (high - low) })
  }
}

@Suite struct HighlighterTests {
  private let snapshot = Fixture.snapshot(
    """
    # A heading of more than four words

    The first whole sentence stands here. Too short. The second whole sentence stands here.

    - The third one is in a list item.

    """)
  private let highlighter = Highlighter(
    salience: Salience(
      following: 0, preceding: 0, position: 0, positionScale: 1, length: 1, lengthCap: 100, importance: 0))

  private func text(_ highlight: Highlight) -> String { snapshot.rope.string(in: highlight.range) }

  @Test func `leaves out headings and fragments`() {
    let texts = highlighter.candidates(in: snapshot).map {
      snapshot.rope.string(in: snapshot.sourceRange(ofSentence: $0))
    }
    #expect(
      texts == [
        "The first whole sentence stands here.", "The second whole sentence stands here.",
        "The third one is in a list item.",
      ])
  }

  @Test func `picks the best and gives them in the order of the text`() {
    let candidates = highlighter.candidates(in: snapshot)
    let vectors = candidates.map { _ in [Float(1), 0] }
    // By length alone: the third has eight words, the others six, and of equals the first wins.
    let two = highlighter.highlights(in: snapshot, candidates: candidates, vectors: vectors, count: 2, share: 0)
    #expect(two.map(text) == ["The first whole sentence stands here.", "The third one is in a list item."])
    #expect(two.map(\.score) == [0, 1])
    let share = highlighter.highlights(in: snapshot, candidates: candidates, vectors: vectors, count: 0, share: 0.34)
    #expect(share.map(text) == ["The third one is in a list item."])
    let least = highlighter.highlights(in: snapshot, candidates: candidates, vectors: vectors, count: 0, share: 0)
    #expect(least.count == 1)
    let most = highlighter.highlights(in: snapshot, candidates: candidates, vectors: vectors, count: 99, share: 0)
    #expect(most.count == 3)
  }

  @Test(arguments: ["", "# Only a heading here\n", "Too short.\n"])
  func `gives nothing where there is nothing`(text: String) {
    let snapshot = Fixture.snapshot(text)
    #expect(highlighter.candidates(in: snapshot) == [])
    #expect(highlighter.highlights(in: snapshot, candidates: [], vectors: [], count: 3, share: 1) == [])
  }

  @Test(arguments: [("one", 1), ("  two   words \n", 2), ("é ü 漢字", 3), ("a\nb", 2)])
  func `counts words`(text: String, count: Int) {
    #expect(wordCount(of: Fixture.snapshot(text).sentence(at: 0)) == count)
  }
}
