/// A run of words that a token head gave one type.
package struct LabelledSpan: Sendable, Equatable {
  /// The type: "PER" of `B-PER`.
  package let label: String
  /// Which words, counted from 0.
  package let words: Range<Int>
  /// The mean of the probabilities of its words' labels.
  package let confidence: Float
}

/// What a token head says about the words of a text.
package struct WordLabels: Sendable, Equatable {
  /// The row of each word's label.
  package let labels: [Int]
  /// The probability of each word's label.
  package let confidences: [Float]
  /// The spans that the labels form; empty for labels that are no tags.
  package let spans: [LabelledSpan]
}
