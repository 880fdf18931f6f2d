/// What a completion should be like.
package struct CompletionOptions: Sendable, Equatable {
  /// Tokens after which it ends, at the end of the word; those of the typed word count too.
  package var maximumTokens: Int
  /// How many alternatives: by beam search, or drawn one after the other where the temperature is over 0.
  package var candidates: Int
  package var sampling: SamplingOptions
  /// A completion is cut to the words that are all right with this probability, by the model's own estimate; without any it is left out.
  package var minimumConfidence: Double
  package var stopsAtSentenceEnd: Bool
  package var stopsAtLineEnd: Bool
  /// Equal seeds give equal completions.
  package var seed: UInt64
  /// How many tokens of the text before are read at most.
  package var contextTokens: Int

  package init(
    maximumTokens: Int = 8, candidates: Int = 1, sampling: SamplingOptions = .greedy, minimumConfidence: Double = 0,
    stopsAtSentenceEnd: Bool = true, stopsAtLineEnd: Bool = true, seed: UInt64 = 0, contextTokens: Int = 512
  ) {
    (self.maximumTokens, self.candidates, self.sampling) = (maximumTokens, candidates, sampling)
    self.minimumConfidence = minimumConfidence
    (self.stopsAtSentenceEnd, self.stopsAtLineEnd) = (stopsAtSentenceEnd, stopsAtLineEnd)
    (self.seed, self.contextTokens) = (seed, contextTokens)
  }

  /// - Throws: `GenerationError` `option-invalid` naming the one that is out of range.
  func check() throws {
    guard (1...4_096).contains(maximumTokens) else {
      throw GenerationError.option("the number of tokens", "from 1 to 4096")
    }
    guard (1...16).contains(candidates) else {
      throw GenerationError.option("the number of candidates", "from 1 to 16")
    }
    guard minimumConfidence >= 0, minimumConfidence <= 1 else {
      throw GenerationError.option("confidence", "from 0 to 1")
    }
    guard contextTokens > 0 else { throw GenerationError.option("the context", "of at least 1 token") }
    try sampling.check()
  }
}
