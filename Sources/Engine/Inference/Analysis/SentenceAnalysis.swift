package import Heads

/// What one pass through the backbone says about a sentence.
package struct SentenceAnalysis: Sendable, Equatable {
  /// The sentence's vector; may be empty where it was not asked for.
  package let vector: [Float]
  /// What each head says, by its name.
  package let outputs: [String: HeadOutput]
}

/// What a head says about a sentence.
package enum HeadOutput: Sendable, Equatable {
  /// Labels of words.
  case words(AnnotatedWords)
  /// Labels of the whole sentence.
  case classes(ClassPrediction)
  /// How important the sentence is.
  case salience(Float)
  /// What to change at each token of the sentence's `EditableText`; nil for one that the model does not see.
  case edits([EditPrediction?])
}

/// The words of a sentence with what a token head says about them; three arrays of equal length, and spans.
package struct AnnotatedWords: Sendable, Equatable {
  /// The bytes of each word in the sentence.
  package let words: [Range<Int>]
  /// The row of each word's label in the head's specification.
  package let labels: [Int]
  /// The probability of each word's label.
  package let confidences: [Float]
  /// The spans that the labels form; empty for labels that are no tags.
  package let spans: [AnnotatedSpan]
}

/// A span of a sentence with its type.
package struct AnnotatedSpan: Sendable, Equatable {
  /// The type: "PER" of `B-PER`.
  package let label: String
  /// Its bytes in the sentence, from the first word's start to the last one's end.
  package let bytes: Range<Int>
  /// The mean of the probabilities of its words' labels, in 0...1.
  package let confidence: Float
}
