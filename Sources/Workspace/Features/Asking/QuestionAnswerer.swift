package import Documents
import Foundation
package import Inference
import Store

/// Answers questions with words of documents: finds the passages that are closest to the question and reads them.
///
/// A passage that does not answer is told apart by the model: see `TextAnswer.margin`. Safe to use from any task; cancellation is looked at
/// between two passages.
package struct QuestionAnswerer: Sendable {
  private let engine: InferenceEngine
  private let vectors: SentenceVectors

  /// An answerer that reads with `engine` and looks up with `vectors`, which must be of the same model.
  package init(engine: InferenceEngine, vectors: SentenceVectors) {
    (self.engine, self.vectors) = (engine, vectors)
  }

  /// The answers that one document has, the surest first; none when nothing in it answers.
  ///
  /// - Parameter path: what the document is called in the answers.
  /// - Throws: `CancellationError`; `InferenceError` when the model has no head for answers; the engine's errors.
  package func answers(
    to question: Question, in snapshot: DocumentSnapshot, path: String
  ) async throws -> [FoundAnswer] {
    try engine.encoder.check(answers: question.head)
    let query = try await vector(of: question)
    let passages = snapshot.passages
    let found = try await vectors.vectors(of: passages, in: snapshot, lane: .keystroke)
    let scored = zip(passages, found).map { Candidate(path, $0, similarity(query, $1), snapshot) }
    let nearest = scored.sorted { $0.similarity > $1.similarity }.prefix(question.passages)
    return try await read(parts(of: Array(nearest), nearest: query), for: question)
  }

  /// The answers that the documents of an index have, the surest first; none when nothing in them answers.
  ///
  /// A document that has changed since it was indexed is read as it is now.
  ///
  /// - Parameters:
  ///   - isWanted: which documents may answer, by path.
  ///   - open: gives a document as it is now; nil for one that cannot be read, which then does not answer.
  /// - Throws: as the other one; the store's errors.
  package func answers(
    to question: Question, in search: SimilaritySearch, where isWanted: (String) -> Bool = { _ in true },
    open: (String) -> DocumentSnapshot?
  ) async throws -> [FoundAnswer] {
    try engine.encoder.check(answers: question.head)
    let query = try await vector(of: question)
    var snapshots: [String: DocumentSnapshot?] = [:]
    var candidates: [Candidate] = []
    for hit in try nearest(query, question.passages, in: search, where: isWanted) {
      let path = hit.document.path
      let snapshot = snapshots[path] ?? open(path)
      snapshots[path] = .some(snapshot)
      guard let snapshot, let passage = snapshot.passage(like: hit.passage) else { continue }
      candidates.append(Candidate(path, passage, hit.score, snapshot))
    }
    return try await read(parts(of: candidates, nearest: query), for: question)
  }

  // MARK: Finding passages

  /// A passage that may answer.
  private struct Candidate: Sendable {
    let path: String
    let passage: Passage
    let similarity: Float
    let snapshot: DocumentSnapshot

    init(_ path: String, _ passage: Passage, _ similarity: Float, _ snapshot: DocumentSnapshot) {
      (self.path, self.passage, self.similarity, self.snapshot) = (path, passage, similarity, snapshot)
    }
  }

  private func vector(of question: Question) async throws -> [Float] {
    try await vectors.vectors(of: [Array(question.text.utf8)], lane: .keystroke)[0]
  }

  private func similarity(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The nearest passages of the wanted documents; looks further where others stand in between.
  private func nearest(
    _ query: [Float], _ count: Int, in search: SimilaritySearch, where isWanted: (String) -> Bool
  ) throws -> [SimilarPassage] {
    var wide = count
    while true {
      let found = try search.passages(near: query, count: wide).filter { isWanted($0.document.path) }
      if found.count >= count || wide >= search.count { return Array(found.prefix(count)) }
      wide = min(search.count, wide * 8)
    }
  }

  /// The candidates, those of very long passages replaced by the parts that are nearest, so that reading takes its time whatever a paragraph's
  /// length.
  private func parts(of candidates: [Candidate], nearest query: [Float]) async throws -> [Candidate] {
    var result: [Candidate] = []
    for candidate in candidates {
      let parts = candidate.passage.parts(in: candidate.snapshot)
      guard parts.count > 1 else {
        result.append(candidate)
        continue
      }
      var scored: [Candidate] = []
      // Some at a time: the vectors of a whole book in one paragraph would take its size many times over.
      for start in stride(from: 0, to: parts.count, by: Self.partsAtOnce) {
        let some = Array(parts[start..<min(start + Self.partsAtOnce, parts.count)])
        let found = try await vectors.vectors(of: some, in: candidate.snapshot, lane: .keystroke)
        scored += zip(some, found).map { part, vector in
          Candidate(candidate.path, part, similarity(query, vector), candidate.snapshot)
        }
        scored = Array(scored.sorted { $0.similarity > $1.similarity }.prefix(Self.partsOfPassage))
      }
      result += scored
    }
    return result
  }

  private static let partsAtOnce = 64
  private static let partsOfPassage = 2

  // MARK: Reading them

  private func read(_ candidates: [Candidate], for question: Question) async throws -> [FoundAnswer] {
    var answers: [FoundAnswer] = []
    // Neighbours that were read with a passage need not be read again.
    var read: [String: [Range<Int>]] = [:]
    for candidate in candidates {
      try Task.checkCancellation()
      let sentences = candidate.passage.sentences
      if read[candidate.path, default: []].contains(where: { $0.contains(sentences) }) { continue }
      let window = PassageWindow(around: candidate.passage, in: candidate.snapshot)
      read[candidate.path, default: []].append(window.sentences)
      // Bytes that are no UTF-8 were repaired when the text was cut into sentences: offsets stay true.
      let text = String(decoding: window.text, as: UTF8.self)
      let found = try await engine.answers(
        to: question.text, in: text, head: question.head, count: Self.answersPerPassage)
      answers += found.map { answer($0, window, candidate) }
    }
    return best(answers, question)
  }

  /// Further ones of a passage are mostly the best one with more or fewer words.
  private static let answersPerPassage = 2

  private func answer(_ answer: TextAnswer, _ window: PassageWindow, _ candidate: Candidate) -> FoundAnswer {
    FoundAnswer(
      path: candidate.path, title: candidate.snapshot.title,
      text: String(decoding: window.text[answer.bytes], as: UTF8.self), range: window.sourceRange(answer.bytes),
      confidence: answer.certainty, similarity: Double(min(candidate.similarity, 1)),
      context: String(decoding: window.text, as: UTF8.self), bytesInContext: answer.bytes, contextRange: window.range,
      rope: candidate.snapshot.rope)
  }

  /// The surest answers without those that say the same or lie within a better one.
  private func best(_ answers: [FoundAnswer], _ question: Question) -> [FoundAnswer] {
    let sure = answers.filter { $0.confidence >= question.minimumConfidence && !$0.text.isEmpty }
    var best: [FoundAnswer] = []
    for answer in sure.sorted(by: { ($0.confidence, $0.similarity) > ($1.confidence, $1.similarity) }) {
      if best.count == question.count { break }
      let isKnown = best.contains { known in
        known.text.lowercased() == answer.text.lowercased()
          || known.path == answer.path && known.range.overlaps(answer.range)
      }
      if !isKnown { best.append(answer) }
    }
    return best
  }
}

extension TextAnswer {
  /// The probability that the passage answers the question at all, by the model's two scores, 0 to 1.
  ///
  /// Of an answer against "there is no answer": `e^a / (e^a + e^n)`.
  package var certainty: Double { 1 / (1 + exp(-Double(margin))) }
}

extension DocumentSnapshot {
  /// The passage that an index knows: the same text, or else what stands at its place now.
  fileprivate func passage(like indexed: IndexedPassage) -> Passage? {
    let passages = passages
    let same = passages.filter { $0.content == indexed.content }
    return same.min { distance($0, indexed) < distance($1, indexed) }
      ?? passages.first { $0.range.contains(indexed.range.lowerBound) }
  }

  private func distance(_ passage: Passage, _ indexed: IndexedPassage) -> Int {
    abs(passage.range.lowerBound - indexed.range.lowerBound)
  }
}

extension Range<Int> {
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
