package import Documents
package import Inference

extension SentenceVectors {
  /// The vector of each passage: the normalised mean of its sentences' vectors, weighted by their length in bytes.
  ///
  /// Computed from the sentences' results, never by running the backbone on the paragraph, so that a passage whose
  /// sentences are known costs no model pass.
  ///
  /// - Throws: as `vectors(of:lane:progress:)`.
  package func vectors(
    of passages: [Passage], in snapshot: DocumentSnapshot, lane: Lane
  ) async throws -> [[Float]] {
    let sentences = passages.flatMap { $0.sentences.map { snapshot.sentence(at: $0) } }
    let found = try await vectors(of: sentences, lane: lane)
    var next = 0
    return passages.map { passage in
      var sum = [Float](repeating: 0, count: dimensions)
      for _ in passage.sentences {
        let weight = Float(sentences[next].text.count)
        for index in sum.indices { sum[index] += weight * found[next][index] }
        next += 1
      }
      return normalised(sum)
    }
  }
}

/// The vector scaled to length 1; zeros stay zeros.
func normalised(_ vector: [Float]) -> [Float] {
  let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
  return length > 0 ? vector.map { $0 / length } : vector
}
