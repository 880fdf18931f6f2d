package import Documents
package import Support
package import Text

/// What is known about one file, ready to be shown.
package struct FileReport: Sendable {
  /// A sentence that matters in its document.
  package struct Highlight: Sendable, Equatable {
    /// Source bytes, half open.
    package let range: Range<Int>
    /// 0 to 1, the larger the more important.
    package let score: Double

    package init(range: Range<Int>, score: Double) {
      self.range = range
      self.score = score
    }
  }

  /// The path as it is shown, usually as the user wrote it.
  package let path: String
  package let text: Rope
  /// In the order of the text.
  package let findings: [Finding]
  /// Why the file could not be read or analysed; the other members are then empty.
  package let error: (any HintedError)?
  package let wordCount: Int
  package let highlights: [Highlight]
  /// How much less sure a finding need be than in most files, in nats of the odds: the file has many mistakes.
  package let leniency: Double

  /// Sorts the findings by place.
  ///
  /// Ranges that do not lie in the text are clamped to it.
  package init(
    path: String, text: Rope = Rope(), findings: [Finding] = [], error: (any HintedError)? = nil, wordCount: Int = 0,
    highlights: [Highlight] = [], leniency: Double = 0
  ) {
    self.path = path
    self.text = text
    self.findings = findings.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    self.error = error
    self.wordCount = wordCount
    self.leniency = leniency
    self.highlights = highlights.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// `range`, inside the text.
  func clamped(_ range: Range<Int>) -> Range<Int> { range.clamped(to: 0..<text.count) }

  /// The place of a byte, in UTF-16 code units.
  func position(at offset: Int) -> TextPosition { text.position(at: min(max(offset, 0), text.count), in: .utf16) }
}
