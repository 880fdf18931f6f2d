/// A way to order the sentences of a document that was not trained, to hold a head against.
package struct SalienceRanker: Sendable {
  /// A number for each sentence, larger for more important ones, from the sentences' vectors and numbers of words.
  package typealias Scores = @Sendable (_ vectors: [[Float]], _ wordCounts: [Int]) -> [Float]

  /// As it is called among the measures.
  package let name: String
  let scores: Scores

  package init(name: String, scores: @escaping Scores) { (self.name, self.scores) = (name, scores) }
}
