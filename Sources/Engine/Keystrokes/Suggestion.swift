/// What a predictor proposes behind a typed text, and how sure it is of each part.
package struct Suggestion: Sendable, Equatable {
  /// A beginning of the suggestion that may be shown alone.
  package struct Cut: Sendable, Equatable {
    /// Where it ends, in bytes of the suggestion.
    package let end: Int
    /// The probability, from 0 to 1, that the text goes on with it, by the predictor's own estimate.
    package let confidence: Double

    package init(end: Int, confidence: Double) { (self.end, self.confidence) = (end, confidence) }
  }

  /// All that follows the typed text, never empty.
  package let bytes: [UInt8]
  /// Ends ascend and confidences do not; the last one is the whole.
  package let cuts: [Cut]

  /// Nil without cuts.
  package init?(bytes: [UInt8], cuts: [Cut]) {
    guard let last = cuts.last, last.end > 0 else { return nil }
    (self.bytes, self.cuts) = (Array(bytes.prefix(last.end)), cuts)
  }

  /// The longest part that is at least so sure; nil where none is.
  package func cut(at confidence: Double) -> ArraySlice<UInt8>? {
    cuts.last { $0.confidence >= confidence }.map { bytes[..<$0.end] }
  }
}
