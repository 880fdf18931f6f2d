package import Mistakes

/// How clean prose becomes pairs: mistakes are made in its sentences.
package struct Corruption: Sendable, Equatable {
  /// Whose mistakes.
  package enum Writer: String, Sendable, CaseIterable { case native, learner }

  package var writer: Writer
  /// The pairs follow from it and the prose alone.
  package var seed: UInt64
  /// How many sentences are drawn; nil for all.
  package var sentences: Int?
  /// The share of sentences that stay clean, 0 to 1; nil for what the writer's rates say.
  package var clean: Double?
  /// The share of sentences that come with the next one and are written as one with it, 0 to 1.
  package var runOns: Double = 0
  /// Lists of misspellings, lines such as `recieve->receive`; none for misspellings that follow from rules alone.
  package var misspellings: [String] = []

  package init(writer: Writer = .native, seed: UInt64 = 1, sentences: Int? = nil) {
    (self.writer, self.seed, self.sentences) = (writer, seed, sentences)
  }

  /// The rates of the writer, with the recipe's share of clean sentences.
  package var rates: MistakeRates {
    var rates = writer == .native ? MistakeRates.native : .learner
    if let clean { rates.clean = clean }
    return rates
  }
}
