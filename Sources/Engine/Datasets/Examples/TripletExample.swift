/// A text, one that should lie near it and one that should lie far from it.
package struct TripletExample: Sendable, Equatable {
  package let anchor: String
  package let positive: String
  package let negative: String

  package init(anchor: String, positive: String, negative: String) {
    self.anchor = anchor
    self.positive = positive
    self.negative = negative
  }
}
