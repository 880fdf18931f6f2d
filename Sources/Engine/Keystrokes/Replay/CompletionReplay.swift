/// Replays texts key by key with a predictor.
package struct CompletionReplay {
  /// What came of it.
  package struct Result: Sendable {
    /// At the confidence that was asked for.
    package var score = KeystrokeScore()
    /// At other confidences, in the order of the replay's.
    package var sweep: [(confidence: Double, score: KeystrokeScore)] = []
    package var nextWords = NextWordScore()
    /// Milliseconds of each request at the confidence that was asked for, in order.
    package var latencies: [Double] = []

    package init() {}

    /// Adds the result of other texts; both are of one replay.
    package static func += (left: inout Result, right: Result) {
      left.score += right.score
      left.nextWords += right.nextWords
      left.latencies += right.latencies
      if left.sweep.isEmpty { return left.sweep = right.sweep }
      for index in right.sweep.indices { left.sweep[index].score += right.sweep[index].score }
    }
  }

  /// From 0 to 1.
  package let confidence: Double
  /// Others at which the same texts are typed again.
  package let sweep: [Double]
  /// Of how many words one is predicted for `Result.nextWords`; 0 for none.
  package let wordStride: Int

  package init(confidence: Double, sweep: [Double] = [], wordStride: Int = 1) {
    (self.confidence, self.sweep, self.wordStride) = (confidence, sweep, wordStride)
  }

  /// Types a text.
  ///
  /// First once as a person would, which is timed, then for the sweep: suggestions follow from the text before them, so each is made
  /// once for all confidences, at the lowest of them.
  /// - Throws: what the predictor throws.
  package func run(_ text: ReplayText, _ predictor: any Predictor) throws -> Result {
    var result = Result()
    predictor.begin()
    let (typist, clock) = (Typist(text: text.bytes, range: text.typed), ContinuousClock())
    result.score = try typist.type { place in
      let start = clock.now
      let suggestion = try predictor.suggestion(at: place, of: text.bytes, confidence: confidence)
      result.latencies.append((clock.now - start) / .milliseconds(1))
      return suggestion?.cut(at: confidence)
    }
    result.sweep = try swept(text, typist, predictor)
    result.nextWords = try nextWords(text, predictor)
    return result
  }

  private func swept(
    _ text: ReplayText, _ typist: Typist, _ predictor: any Predictor
  ) throws -> [(confidence: Double, score: KeystrokeScore)] {
    guard let lowest = sweep.min() else { return [] }
    var known: [Int: Suggestion?] = [:]
    return try sweep.map { confidence in
      let score = try typist.type { place in
        let suggestion = try known[place] ?? predictor.suggestion(at: place, of: text.bytes, confidence: lowest)
        known[place] = .some(suggestion)
        return suggestion?.cut(at: confidence)
      }
      return (confidence, score)
    }
  }

  private func nextWords(_ text: ReplayText, _ predictor: any Predictor) throws -> NextWordScore {
    var score = NextWordScore()
    guard wordStride > 0 else { return score }
    for (number, word) in NextWordScore.words(in: text.bytes, text.typed).enumerated()
    where number % wordStride == 0 {
      let proposed = try predictor.words(at: word.lowerBound, of: text.bytes, count: 3)
      score.add(text.bytes[word], proposed: proposed)
    }
    return score
  }
}
