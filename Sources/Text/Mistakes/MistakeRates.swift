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
  /// Shares and the number of mistakes are those of the corrections in the training parts of `docs_typos` and IteraTeR, counted by
  /// `recipes/grammar/count_mistakes.py`; confused words (homophones among them) are made twice as often as counted, because
  /// no other tool finds them.
  package static let native = MistakeRates(
    weights: [
      "spelling": 18, "slip": 8, "phonetic": 4, "comma": 13, "run-on": 5, "capital": 7.5, "article": 6.5, "verb": 5.5,
      "hyphen": 4, "missing": 4, "number": 3.5, "agreement": 3, "homophone": 5, "confusion": 2, "preposition": 3,
      "joined": 2,
      "apostrophe": 2, "formation": 1, "doubled": 1, "extra": 1.5, "tense": 1, "order": 0.7, "pronoun": 0.5,
    ], clean: 0.4, another: 0.12)

  /// Learners of English: more of what is grammar, and more in a sentence.
  ///
  /// Shares after what is published about corpora of learners, rounded: punctuation, articles and other determiners, prepositions, verb tense
  /// and form lead in NUCLE (Ng and others, 2014) and in Write & Improve (Bryant and others, 2019). No learner text was counted. Verbs that do not agree
  /// are made twice as often as published: what is wrong there can be told from the sentence, and is worth learning well.
  package static let learner = MistakeRates(
    weights: [
      "comma": 14, "article": 12, "verb": 10, "preposition": 9, "missing": 6, "confusion": 4, "number": 5,
      "homophone": 5, "spelling": 5, "capital": 4, "formation": 3, "agreement": 6, "phonetic": 3, "run-on": 3,
      "slip": 2, "pronoun": 2, "order": 2, "extra": 6, "tense": 4,
      "joined": 2, "apostrophe": 1.5, "hyphen": 1, "doubled": 0.7,
    ], clean: 0.3, another: 0.6)
}
