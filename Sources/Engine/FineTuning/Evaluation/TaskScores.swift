package import Metrics

/// How a head does on its dev data.
package struct TaskScores: Sendable {
  /// From 0 to 1 (correlations from -1); the first one decides which state is best.
  package var measures: [(name: String, value: Double)]
  /// Other numbers, of any size: bits per byte.
  package var amounts: [(name: String, value: Double)] = []
  /// By label, where there are labels.
  package var scores: ClassScores?
  /// What was taken for what, where there are labels.
  package var confusion: ConfusionMatrix?
  /// The best threshold for "no answer", of a detector, or between two labels, in logits, where one was looked for.
  package var threshold: Double?

  init(_ measures: [(name: String, value: Double)], scores: ClassScores? = nil, confusion: ConfusionMatrix? = nil) {
    self.measures = measures
    self.scores = scores
    self.confusion = confusion
  }

  /// The first measure.
  package var main: Double { measures.first?.value ?? 0 }
}
