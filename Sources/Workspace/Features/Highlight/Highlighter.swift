package import Documents
package import Inference
import Markup

/// A sentence that matters, and how much.
package struct Highlight: Sendable, Equatable {
  /// The sentence's place in the snapshot.
  package let sentence: Int
  /// Source bytes of the sentence.
  package let range: Range<Int>
  /// Salience in its document, 0 to 1.
  package let score: Float
}

/// Picks the sentences of a document that say most.
package struct Highlighter: Sendable {
  private let salience: Salience

  package init(salience: Salience = .standard) { self.salience = salience }

  /// The sentences that take part: whole sentences of running text, not headings and not fragments.
  package func candidates(in snapshot: DocumentSnapshot) -> [Int] {
    snapshot.blocks.flatMap { block -> [Int] in
      if block.kind.isHeading { return [] }
      return block.sentences.filter { wordCount(of: snapshot.sentence(at: $0)) >= Self.fewestWords }
    }
  }

  /// The sentences of a document that say most, in document order; missing vectors, and what the model's head for salience says, are computed.
  ///
  /// - Parameter annotator: of the same model as `vectors`.
  /// - Throws: as `SentenceVectors.vectors`.
  package func highlights(
    of snapshot: DocumentSnapshot, vectors: SentenceVectors, annotator: Annotator, lane: Lane, count: Int, share: Double
  ) async throws -> [Highlight] {
    let candidates = candidates(in: snapshot)
    let importances = try await annotator.importances(of: snapshot, lane: lane)
    let found = try await vectors.vectors(of: candidates.map { snapshot.sentence(at: $0) }, lane: lane)
    return highlights(
      in: snapshot, candidates: candidates, vectors: found,
      importances: importances.isEmpty ? [] : candidates.map { importances[$0] },
      count: count, share: share)
  }

  /// The most salient of `candidates`, in document order.
  ///
  /// - Parameters:
  ///   - candidates: sentence indices, ascending, as `candidates(in:)` gives them.
  ///   - vectors: their normalised vectors, in the same order.
  ///   - importances: what a head says of them, in the same order; empty where there is no such head.
  ///   - count: how many to pick; 0 means the given share of the candidates, at least one.
  ///   - share: 0 to 1.
  package func highlights(
    in snapshot: DocumentSnapshot, candidates: [Int], vectors: [[Float]], importances: [Float] = [], count: Int,
    share: Double
  ) -> [Highlight] {
    guard !candidates.isEmpty else { return [] }
    let words = candidates.map { wordCount(of: snapshot.sentence(at: $0)) }
    let scores = salience.scores(vectors: vectors, wordCounts: words, importances: importances)
    let wanted = count > 0 ? count : max(1, Int((Double(candidates.count) * share).rounded()))
    let best = scores.indices.sorted { scores[$0] > scores[$1] || (scores[$0] == scores[$1] && $0 < $1) }
    return best.prefix(wanted).sorted().map {
      Highlight(
        sentence: candidates[$0], range: snapshot.sourceRange(ofSentence: candidates[$0]), score: scores[$0])
    }
  }

  /// Fewer words make a label or an exclamation, not a statement.
  private static let fewestWords = 4
}

/// Words of a sentence, counted as runs between white space.
package func wordCount(of sentence: Sentence) -> Int {
  var count = 0
  var inside = false
  for byte in sentence.text {
    let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
    if !isSpace && !inside { count += 1 }
    inside = !isSpace
  }
  return count
}
