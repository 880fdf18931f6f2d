/// A remark to Stet in a document: `<!-- stet off -->` and its like.
package struct Directive: Sendable, Equatable {
  /// What it asks for.
  package enum Kind: String, Sendable, CaseIterable {
    /// From here on nothing is found, up to `on` or the end of the document.
    case off
    case on
    /// The line on which the remark stands; the next one when it stands alone.
    case offLine = "off-line"
  }

  /// Nil for a word that is none of these.
  package let kind: Kind?
  /// The word behind `stet`, as it was written.
  package let word: String
  /// The rules or categories that it names; empty for all.
  package let codes: [String]
  /// Source bytes of the whole remark, half open.
  package let range: Range<Int>

  /// The same remark, with its range moved.
  package func shifted(by offset: Int) -> Directive {
    Directive(kind: kind, word: word, codes: codes, range: range.lowerBound + offset..<range.upperBound + offset)
  }

  init(kind: Kind?, word: String, codes: [String], range: Range<Int>) {
    self.kind = kind
    self.word = word
    self.codes = codes
    self.range = range
  }
}
