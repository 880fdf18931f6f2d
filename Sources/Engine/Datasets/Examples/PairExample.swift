/// Two texts and how they relate.
package struct PairExample: Sendable, Equatable {
  package let first: String
  package let second: String
  /// A class, such as `entailment`; nil when there is none.
  package let label: String?
  /// A similarity in the unit of the file; nil when there is none.
  ///
  /// Pairs with neither belong together.
  package let score: Double?

  package init(first: String, second: String, label: String? = nil, score: Double? = nil) {
    self.first = first
    self.second = second
    self.label = label
    self.score = score
  }
}
