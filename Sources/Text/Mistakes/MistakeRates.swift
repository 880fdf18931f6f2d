/// How often each kind of mistake is made, and how many a sentence has.
package struct MistakeRates: Sendable, Equatable {
  /// Weights of kinds by name; they need not add up to one.
  ///
  /// A kind without a weight is not made.
  package var weights: [String: Double]
  /// The share of sentences that stay as they are, 0 to 1.
  package var clean: Double
  /// How likely another mistake is after each one, 0 to below 1.
  package var another: Double

  package init(weights: [String: Double], clean: Double, another: Double) {
    (self.weights, self.clean, self.another) = (weights, clean, another)
  }

  /// Practised writers in a hurry.
  ///
  /// Chosen by hand with the tags of the corrections in `../shared/data/grammar/docs_typos` in view, not fitted.
  package static let native = MistakeRates(
    weights: [
      "spelling": 18, "slip": 7, "phonetic": 5, "comma": 11, "doubled": 6, "missing": 9, "capital": 6, "number": 8,
      "agreement": 6,
      "article": 7, "hyphen": 4, "verb": 5, "apostrophe": 3, "joined": 4, "confusion": 7, "preposition": 4, "run-on": 4,
      "order": 1,
      "pronoun": 0.5,
    ], clean: 0.4, another: 0.12)

  /// Learners of English: more of what is grammar.
  ///
  /// Chosen by hand, to be fitted when a set may be used for it.
  package static let learner = MistakeRates(
    weights: [
      "spelling": 9, "slip": 3, "phonetic": 5, "comma": 11, "doubled": 1, "missing": 7, "capital": 4, "number": 9,
      "agreement": 7,
      "article": 15, "hyphen": 1, "verb": 12, "apostrophe": 2, "joined": 3, "confusion": 7, "preposition": 12,
      "run-on": 4, "order": 3,
      "pronoun": 2,
    ], clean: 0.3, another: 0.45)
}
