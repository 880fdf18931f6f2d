import Documents
import Foundation
import Inference
package import Store
import Support
import Text

/// Puts documents into an index: reads a file, takes its passages, and stores each with its vector; with them the names in the file, where the
/// model finds names.
package struct DocumentIndexer: Sendable {
  /// What happened to a set of files.
  package struct Summary: Sendable, Equatable {
    /// Files whose passages were stored anew.
    package var indexed = 0
    /// Files that were stored with the same content already.
    package var unchanged = 0
    /// Documents that are in the index and no longer among the files.
    package var removed = 0
    /// Files that could not be read, and why.
    package var failed: [(path: String, message: String)] = []

    package static func == (a: Summary, b: Summary) -> Bool {
      a.indexed == b.indexed && a.unchanged == b.unchanged && a.removed == b.removed
        && a.failed.map(\.path) == b.failed.map(\.path)
    }
  }

  private let index: DocumentIndex
  private let vectors: SentenceVectors
  private let extraction: EntityExtraction

  package init(index: DocumentIndex, vectors: SentenceVectors) {
    self.index = index
    self.vectors = vectors
    extraction = EntityExtraction(annotator: Annotator(vectors: vectors))
  }

  /// Brings the index up to date with `paths` (absolute).
  ///
  /// Every document is stored in a transaction of its own, so that work which is cancelled goes on where it stopped.
  ///
  /// - Parameters:
  ///   - owns: which documents of the index belong to this set of files; those that are missing from `paths` are removed.
  ///   - progress: called after each file with the number of files done.
  /// - Throws: `CancellationError`, or the store's or the model's error. A file that cannot be read is noted, not thrown.
  package func update(
    paths: [String], owns: @Sendable (String) -> Bool, progress: @Sendable (Int) -> Void
  ) async throws -> Summary {
    var summary = Summary()
    for (done, path) in paths.enumerated() {
      try Task.checkCancellation()
      do { try await update(path, &summary) } catch let error as SupportError {
        summary.failed.append((path, error.description))
      }
      progress(done + 1)
    }
    let present = Set(paths)
    summary.removed = try index.remove { owns($0) && !present.contains($0) }
    return summary
  }

  private func update(_ path: String, _ summary: inout Summary) async throws {
    let bytes = try MappedFile.contents(of: path)
    let content = ContentHash(bytes)
    let annotated = extraction.fingerprint
    if try index.isUnchanged(path: path, content: content, annotated: annotated) {
      summary.unchanged += 1
      return
    }
    let snapshot = Document(uri: path, languageID: "", version: 0, utf8: bytes).snapshot
    let document = IndexedDocument(
      path: path, size: bytes.count, modified: modificationTime(of: path), content: content, title: snapshot.title)
    // Names first: their pass gives the vectors, too.
    let mentions = try await mentions(in: snapshot)
    try index.upsert(document, passages: try await passages(of: snapshot), mentions: mentions, annotated: annotated)
    summary.indexed += 1
  }

  private func mentions(in snapshot: DocumentSnapshot) async throws -> [IndexedMention] {
    guard !extraction.heads.isEmpty else { return [] }
    let entities = try await extraction.entities(of: snapshot, lane: .background).entities(in: snapshot)
    return entities.flatMap { entity in
      entity.mentions.map { mention in
        IndexedMention(
          range: mention.range, key: entity.key, name: entity.name, type: entity.type,
          confidence: Double(mention.confidence))
      }
    }
  }

  private func passages(of snapshot: DocumentSnapshot) async throws -> [(passage: IndexedPassage, vector: [Float])] {
    let passages = snapshot.passages
    let found = try await vectors.vectors(of: passages, in: snapshot, lane: .background)
    return zip(passages, found).map { passage, vector in
      let line = snapshot.rope.line(at: passage.range.lowerBound)
      let row = IndexedPassage(range: passage.range, line: line, content: passage.content, snippet: passage.snippet)
      return (row, vector)
    }
  }

  /// In nanoseconds since 1970; 0 when it is not known.
  private func modificationTime(of path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.modificationDate] as? Date).map { Int($0.timeIntervalSince1970 * 1e9) } ?? 0
  }
}
