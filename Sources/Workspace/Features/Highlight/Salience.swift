/// How much each sentence of a document matters, from its vector, its place and its length, and from what a head says where the model has one.
///
/// Directed degree centrality in the manner of PacSum (Zheng and Lapata 2019, "Sentence Centrality Revisited for
/// Unsupervised Summarization"): a sentence is central when it is similar to what follows and, with a weight of its
/// own, to what precedes it. Without an edge threshold the sum of a sentence's similarities is its dot product with
/// the sum of the other vectors, so the cost is O(sentences x dimensions), not quadratic: a book is as cheap per
/// sentence as a note.
package struct Salience: Sendable, Equatable {
  /// Weight of the mean similarity to the sentences that follow.
  package var following: Float
  /// Weight of the mean similarity to the sentences that precede.
  package var preceding: Float
  /// Weight of the place in the document, 1 for the first sentence and falling as `1 / (1 + index / positionScale)`.
  package var position: Float
  /// Sentences after which the place counts half.
  package var positionScale: Float
  /// Weight of the length, `min(words, lengthCap) / lengthCap`: fragments say little.
  package var length: Float
  /// Words from which on a sentence counts as long.
  package var lengthCap: Float
  /// Weight of the importance that a head gives the sentence, 0 to 1.
  package var importance: Float

  /// The values that `recipes/highlight/tune.py` chose on training sets; the README of Features has the measurements.
  package static let standard = Salience(
    following: 1, preceding: 1, position: 0.1, positionScale: 4, length: 0.4, lengthCap: 20, importance: 0.5)

  package init(
    following: Float, preceding: Float, position: Float, positionScale: Float, length: Float, lengthCap: Float,
    importance: Float
  ) {
    self.following = following
    self.preceding = preceding
    self.position = position
    self.positionScale = positionScale
    self.length = length
    self.lengthCap = lengthCap
    self.importance = importance
  }

  /// The salience of every sentence, in document order, scaled to 0 (least) ...
  ///
  /// 1 (most); all 1 when they are equal.
  ///
  /// - Parameters:
  ///   - vectors: normalised sentence vectors, `[sentences][dimensions]`, all of one length.
  ///   - wordCounts: words of each sentence, `[sentences]`.
  ///   - importances: what a head says of each sentence, `[sentences]`, 0 to 1; empty where there is no such head.
  package func scores(vectors: [[Float]], wordCounts: [Int], importances: [Float] = []) -> [Float] {
    precondition(vectors.count == wordCounts.count, "one word count a sentence")
    precondition(importances.isEmpty || importances.count == vectors.count, "one importance a sentence")
    guard let dimensions = vectors.first?.count else { return [] }
    var before = [Float](repeating: 0, count: dimensions)
    var after = [Float](repeating: 0, count: dimensions)
    for vector in vectors { add(vector, to: &after) }
    let others = Float(max(vectors.count - 1, 1))
    let raw = vectors.indices.map { index in
      subtract(vectors[index], from: &after)
      let centrality =
        (following * dot(vectors[index], after) + preceding * dot(vectors[index], before)) / others
      add(vectors[index], to: &before)
      let said = importances.isEmpty ? 0 : importance * importances[index]
      return centrality + placeAndLength(index, words: wordCounts[index]) + said
    }
    return scaled(raw)
  }

  private func placeAndLength(_ index: Int, words: Int) -> Float {
    position / (1 + Float(index) / positionScale) + length * min(Float(words), lengthCap) / lengthCap
  }

  private func scaled(_ raw: [Float]) -> [Float] {
    guard let low = raw.min(), let high = raw.max(), high > low else { return raw.map { _ in 1 } }
    return raw.map { ($0 - low) / (high - low) }
  }
}

private func add(_ vector: [Float], to sum: inout [Float]) {
  for index in sum.indices { sum[index] += vector[index] }
}

private func subtract(_ vector: [Float], from sum: inout [Float]) {
  for index in sum.indices { sum[index] -= vector[index] }
}

private func dot(_ a: [Float], _ b: [Float]) -> Float {
  var sum: Float = 0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}
