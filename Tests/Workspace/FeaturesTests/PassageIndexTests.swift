import Documents
import Features
import Foundation
import Inference
import Store
import Testing

/// Sentence vectors and the index of passages, with the real model.
@Suite(.enabled(if: Fixture.hasModel, "the default model is not there"), .serialized, .timeLimit(.minutes(1)))
struct PassageIndexTests {
  private let folder: TemporaryFolder
  private var indexPath: String { folder.path + "/index.sqlite" }

  init() throws { folder = try TemporaryFolder() }

  private func write() throws -> [String] {
    [
      try folder.write("bread.md", "# Bread\n\nKnead the dough for ten minutes and bake it in a hot oven.\n"),
      try folder.write("tides.md", "# Tides\n\nSpring tides follow the new and the full moon by two days.\n"),
      try folder.write("short.md", "Too short.\n"),
    ]
  }

  @Test func `vectors are computed once for each sentence`() async throws {
    let vectors = try await Fixture.vectors()
    let engine = try await Fixture.engine.value()
    let snapshot = Fixture.snapshot("One sentence is here. Another one is here. One sentence is here.\n")
    let sentences = (0..<3).map { snapshot.sentence(at: $0) }
    let before = engine.modelPasses
    let first = try await vectors.vectors(of: sentences, lane: .background)
    #expect(engine.modelPasses - before == 2)
    let second = try await vectors.vectors(of: sentences.reversed(), lane: .keystroke)
    #expect(engine.modelPasses - before == 2)
    #expect(first == second.reversed())
    #expect(first[0] == first[2] && first[0] != first[1])
    #expect(first.allSatisfy { $0.count == vectors.dimensions })
  }

  @Test func `a passage is the mean of its sentences, weighted by their bytes`() async throws {
    let vectors = try await Fixture.vectors()
    let snapshot = Fixture.snapshot("A short sentence here. A sentence that is quite a bit longer than that.\n")
    let sentences = (0..<2).map { snapshot.sentence(at: $0) }
    let parts = try await vectors.vectors(of: sentences, lane: .background)
    let whole = try await vectors.vectors(of: snapshot.passages, in: snapshot, lane: .background)
    let sum = (0..<vectors.dimensions).map { index in
      zip(sentences, parts).reduce(Float(0)) { $0 + Float($1.0.text.count) * $1.1[index] }
    }
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(whole.count == 1)
    #expect(zip(whole[0], sum).allSatisfy { abs($0 - $1 / length) < 1e-5 })
  }

  @Test func `takes in new, changed and removed files and leaves the others`() async throws {
    let vectors = try await Fixture.vectors()
    let index = try PassageIndex(path: indexPath, vectors: vectors)
    var paths = try write()
    let first = try await index.update(paths: paths, owns: { _ in true }, progress: { _ in })
    #expect(first.indexed == 3 && first.unchanged == 0 && first.removed == 0 && first.failed.isEmpty)
    #expect(try index.counts() == (3, 2))
    #expect(try index.search().count == 2)

    try folder.write(
      "tides.md",
      "# Tides\n\nThe tide tables give the height of high and low water.\n\nNeap tides come with the half moons and are gentle.\n"
    )
    let gone = paths.remove(at: 0)
    paths.append(folder.path + "/missing.md")
    let second = try await index.update(paths: paths, owns: { _ in true }, progress: { _ in })
    #expect(second.indexed == 1 && second.unchanged == 1 && second.removed == 1)
    #expect(second.failed.map(\.path) == [folder.path + "/missing.md"])
    // A search made after the update sees it.
    #expect(try index.search().count == 2)
    let query = try await vectors.vectors(of: [Array("baking bread".utf8)], lane: .keystroke)[0]
    #expect(try !index.search().passages(near: query, count: 9).contains { $0.document.path == gone })
  }

  @Test func `leaves documents alone that belong to others`() async throws {
    let index = try PassageIndex(path: indexPath, vectors: try await Fixture.vectors())
    let paths = try write()
    _ = try await index.update(paths: paths, owns: { _ in true }, progress: { _ in })
    let kept = try await index.update(paths: [], owns: { $0.hasSuffix("bread.md") }, progress: { _ in })
    #expect(kept.removed == 1)
    #expect(try index.counts().documents == 2)
  }

  @Test func `goes on where it was cancelled`() async throws {
    let index = try PassageIndex(path: indexPath, vectors: try await Fixture.vectors())
    let paths = try write()
    let work = Task {
      try await index.update(paths: paths, owns: { _ in true }) { done in
        // From within, so that it is certain to stop after the first file.
        if done == 1 { withUnsafeCurrentTask { $0?.cancel() } }
      }
    }
    await #expect(throws: CancellationError.self) { try await work.value }
    #expect(try index.counts().documents == 1)
    let resumed = try await index.update(paths: paths, owns: { _ in true }, progress: { _ in })
    #expect(resumed.unchanged == 1 && resumed.indexed == 2)
  }

  @Test func `refuses an index of another model and one that is not there`() async throws {
    let vectors = try await Fixture.vectors()
    func code(_ mustExist: Bool) -> String? {
      do {
        _ = try PassageIndex(path: indexPath, vectors: vectors, mustExist: mustExist)
        return nil
      } catch { return (error as? StoreError)?.code }
    }
    #expect(code(true) == "index-missing")
    try DocumentIndex(path: indexPath, model: "another", dimensions: vectors.dimensions).close()
    #expect(code(false) == "index-model-mismatch")
  }

  @Test func `finds a file by what it says`() async throws {
    let vectors = try await Fixture.vectors()
    let index = try PassageIndex(path: indexPath, vectors: vectors)
    _ = try await index.update(paths: try write(), owns: { _ in true }, progress: { _ in })
    let query = try await vectors.vectors(of: [Array("when is the sea high".utf8)], lane: .keystroke)[0]
    let best = try #require(try index.search().passages(near: query, count: 1).first)
    #expect(best.document.title == "Tides")
    #expect(best.passage.line == 2 && best.passage.range == 9..<67)
  }
}
