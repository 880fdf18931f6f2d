/// A correction that somebody wanted: tokens of the source, and what may stand there instead.
package struct GoldEdit: Sendable, Equatable {
  /// Tokens of the source; empty for an insertion.
  package let tokens: Range<Int>
  /// The possible corrections, each as tokens; the first is the one that a reader would make.
  package let corrections: [[String]]
  /// What kind of mistake it is, as the data set says.
  package let type: String

  package init(tokens: Range<Int>, corrections: [[String]], type: String = "") {
    (self.tokens, self.corrections, self.type) = (tokens, corrections, type)
  }
}
