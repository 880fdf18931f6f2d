package import Documents

/// What one head says about one sentence.
///
/// Ranges are UTF-8 bytes, of the sentence's text or of the document: whoever hands one out says which.
package enum Annotation: Sendable, Equatable {
  /// Spans with their types, in the order of the text, apart from each other.
  case spans([LabelledRange])
  /// The words with their labels, in the order of the text.
  case words([LabelledRange])
  /// The probability of every label, in the order of the head's labels, and the labels that hold, the likeliest first.
  case classes(scores: [Float], chosen: [String])
  /// How important the sentence is.
  case salience(Float)

  /// Spans or words; empty for what is said about the whole sentence.
  package var ranges: [LabelledRange] {
    switch self {
    case .spans(let ranges), .words(let ranges): ranges
    case .classes, .salience: []
    }
  }

  /// The same with ranges of the document in place of ranges of its sentence `index`.
  package func located(inSentence index: Int, of snapshot: DocumentSnapshot) -> Annotation {
    func located(_ ranges: [LabelledRange]) -> [LabelledRange] {
      ranges.map { LabelledRange($0.label, snapshot.sourceRange($0.range, inSentence: index), $0.confidence) }
    }
    return switch self {
    case .spans(let ranges): .spans(located(ranges))
    case .words(let ranges): .words(located(ranges))
    case .classes, .salience: self
    }
  }
}

/// A piece of text with a label.
package struct LabelledRange: Sendable, Equatable {
  package let label: String
  /// UTF-8 bytes, not empty.
  package let range: Range<Int>
  /// The probability of the label, 0 to 1, in steps of 1/255.
  package let confidence: Float

  package init(_ label: String, _ range: Range<Int>, _ confidence: Float) {
    (self.label, self.range, self.confidence) = (label, range, confidence)
  }
}
