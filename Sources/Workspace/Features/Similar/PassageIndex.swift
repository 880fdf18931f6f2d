import Foundation
import Inference
package import Store
import Synchronization

/// An index of similar documents with its passages held ready for search.
///
/// Thread-safe. A search uses the picture of the index that was current when it began.
package final class PassageIndex: Sendable {
  private let index: DocumentIndex
  private let vectors: SentenceVectors
  private let current = Mutex<SimilaritySearch?>(nil)

  /// Opens the index at `path`, making an empty one where there is none unless `mustExist`.
  ///
  /// - Throws: `StoreError`, among them `index-missing` and `index-model-mismatch`.
  package init(path: String, vectors: SentenceVectors, mustExist: Bool = false) throws {
    self.vectors = vectors
    index = try DocumentIndex(
      path: path, model: vectors.fingerprint, dimensions: vectors.dimensions, mustExist: mustExist)
  }

  /// Opens the index at `path`, which nobody chose: one that another model made is worth nothing and is begun anew, as a cache would be.
  ///
  /// - Throws: `StoreError`.
  package static func replaceable(at path: String, vectors: SentenceVectors) throws -> PassageIndex {
    do { return try PassageIndex(path: path, vectors: vectors) } catch let error as StoreError
      where error.code == "index-model-mismatch"
    {
      for suffix in ["", "-wal", "-shm", ".codes"] { try? FileManager.default.removeItem(atPath: path + suffix) }
      return try PassageIndex(path: path, vectors: vectors)
    }
  }

  /// The passages for searching; read from the file when something was indexed since the last call.
  package func search() throws -> SimilaritySearch {
    try current.withLock { current in
      if let current { return current }
      let search = try SimilaritySearch(index: index)
      current = search
      return search
    }
  }

  /// Brings the index up to date; see `DocumentIndexer.update`.
  package func update(
    paths: [String], owns: @Sendable (String) -> Bool, progress: @Sendable (Int) -> Void
  ) async throws -> DocumentIndexer.Summary {
    defer { current.withLock { $0 = nil } }
    return try await DocumentIndexer(index: index, vectors: vectors)
      .update(paths: paths, owns: owns, progress: progress)
  }

  /// All mentions of the entities with these keys in the files that were indexed, by path and place.
  package func mentions(keys: Set<String>) throws -> [DocumentIndex.MentionHit] { try index.mentions(keys: keys) }

  /// The first mention of each entity in each file whose name has these letters, in this order, whatever stands between.
  package func entities(matching query: String, limit: Int) throws -> [DocumentIndex.MentionHit] {
    try index.firstMentions(letters: query.lowercased().filter { !$0.isWhitespace }, limit: limit)
  }

  /// What somebody may mean who has typed `query` so far, by the words of the index; see `QuerySuggester`.
  package func suggestions(for query: String, count: Int) throws -> [QuerySuggester.Suggestion] {
    try QuerySuggester(index: index).suggestions(for: query, count: count)
  }

  /// The beginnings of the passages that were indexed last, at most `limit`, oldest first, without the word in which they are cut.
  ///
  /// - Parameter paths: files whose passages are left out.
  package func texts(excluding paths: Set<String>, limit: Int) throws -> [String] {
    try index.snippets(excluding: paths, limit: limit).map { text in
      guard text.hasSuffix("…"), let end = text.lastIndex(of: " ") else { return text }
      return String(text[..<end])
    }
  }

  /// How many documents and passages are stored.
  package func counts() throws -> (documents: Int, passages: Int) {
    (try index.documents().count, try index.passageCount())
  }
}
