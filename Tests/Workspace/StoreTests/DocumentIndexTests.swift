import Foundation
import GRDB
import TestSupport
import Testing
import Text

@testable import Store

@Suite struct DocumentIndexTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("notes.index")
  }

  @Test func storesDocumentsPassagesAndVectors() throws {
    try store(["a": 2, "b": 3])
    let index = try open(mustExist: true)
    #expect(try index.documents().map(\.path) == ["a", "b"])
    #expect(try index.passageCount() == 5)
    let vectors = try index.vectors()
    #expect(vectors.ids.count == 5 && vectors.values.count == 20)
    #expect(Array(vectors.values[8..<12]) == [0, 0.5, -0.25, 1])
    let hits = try index.passages([vectors.ids[4], 999, vectors.ids[0]])
    #expect(hits.map { $0?.document.path } == ["b", nil, "a"])
    #expect(hits[0]?.passage == passage(2))
    #expect(try index.passageIDs(path: "b") == Array(vectors.ids[2...]))
  }

  @Test func replacesADocument() throws {
    try store(["a": 5])
    try store(["a": 1])
    let index = try open()
    #expect(try index.passageCount() == 1)
    #expect(try index.documents().count == 1)
  }

  @Test func neverUsesAnIDTwice() throws {
    try store(["a": 2, "b": 3])
    let index = try open()
    let first = try index.passageIDs()
    #expect(first.count == 5 && first == first.sorted())
    #expect(try index.nextPassageID() > first[4])
    // The last ones go, whose ids SQLite alone would give again.
    try store(["b": 3])
    let second = try index.passageIDs()
    #expect(second.count == 5 && second[2] > first[4])
    #expect(try index.vectors(after: first[4], limit: 2).ids == Array(second[2..<4]))
    #expect(try index.vectors([second[3], first[3], second[0]]).map { $0 == nil } == [false, true, false])
  }

  @Test func everyIndexHasAnIdentityThatStays() throws {
    let identity = try open().identity
    #expect(identity.count == 16)
    #expect(try open().identity == identity)
    let other = try DocumentIndex(path: folder.file("other.index"), model: "m", dimensions: 4)
    #expect(other.identity != identity)
  }

  @Test func knowsWhatIsUnchangedAndForgetsWhatIsGone() throws {
    try store(["a": 1, "b": 1])
    let index = try open()
    #expect(try index.isUnchanged(path: "a", content: ContentHash("a")))
    #expect(try !index.isUnchanged(path: "a", content: ContentHash("other")))
    #expect(try !index.isUnchanged(path: "c", content: ContentHash("a")))
    #expect(try index.remove { $0 == "a" } == 1)
    #expect(try index.documents().map(\.path) == ["b"])
    #expect(try index.passageCount() == 1)
  }

  @Test func `finds mentions by entity and entities by their letters`() throws {
    let index = try open()
    func mention(_ start: Int, _ name: String) -> IndexedMention {
      IndexedMention(range: start..<start + 4, key: name.lowercased(), name: name, type: "person", confidence: 0.5)
    }
    let first = [mention(9, "Ada B"), mention(2, "Ada B"), mention(5, "C%_d")]
    try index.upsert(document("a"), passages: [], mentions: first, annotated: "m")
    try index.upsert(document("b"), passages: [], mentions: [mention(1, "Ada B")], annotated: "m")
    let hits = try index.mentions(keys: ["ada b", "x"])
    #expect(hits.map { "\($0.document.path)\($0.mention.range.lowerBound)" } == ["a2", "a9", "b1"])
    #expect(hits[0].mention == mention(2, "Ada B"))
    let all = try index.firstMentions(letters: "", limit: 9)
    #expect(all.map { "\($0.document.path)\($0.mention.range.lowerBound)" } == ["a2", "b1", "a5"])
    #expect(try index.firstMentions(letters: "ab", limit: 9).count == 2)
    #expect(try index.firstMentions(letters: "%_", limit: 9).map(\.mention.name) == ["C%_d"])
    #expect(
      try index.firstMentions(letters: "'\\", limit: 9).isEmpty && index.firstMentions(letters: "", limit: 1).count == 1
    )
    // Mentions go with their document, and other heads make them old.
    #expect(try index.isUnchanged(path: "a", content: ContentHash("a")))
    #expect(try index.isUnchanged(path: "a", content: ContentHash("a"), annotated: "m"))
    #expect(try !index.isUnchanged(path: "a", content: ContentHash("a"), annotated: "n"))
    try index.upsert(document("a"), passages: [])
    #expect(try index.mentions(keys: ["ada b"]).map(\.document.path) == ["b"])
  }

  @Test(arguments: [("other", 4), ("model", 5)])
  func refusesAnotherModel(model: String, dimensions: Int) throws {
    try store(["a": 1])
    let error = #expect(throws: StoreError.self) {
      try DocumentIndex(path: path, model: model, dimensions: dimensions)
    }
    #expect(error?.code == "index-model-mismatch")
  }

  @Test func saysWhenThereIsNoIndex() {
    let error = #expect(throws: StoreError.self) { try open(mustExist: true) }
    #expect(error?.code == "index-missing")
  }

  @Test(arguments: ["A letter to somebody, not an index.", "x", String(repeating: "long text ", count: 5000)])
  func neverTouchesAFileThatIsNoIndex(text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: StoreError.self) { try open() }
    #expect(error?.code == "index-unreadable")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(text.utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes.index"])
  }

  @Test func neverTouchesTheDatabaseOfAnotherProgram() throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
    try queue.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: StoreError.self) { try open() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test(arguments: [1, 100, 4096, 9000])
  func aTruncatedIndexIsAnErrorWithAHint(count: Int) throws {
    try store(["a": 200])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try #require(bytes.count > count)
    try bytes.prefix(count).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: StoreError.self) {
      let index = try open()
      _ = try index.vectors()
    }
    #expect(error?.hint.isEmpty == false)
  }

  @Test func halfPrecisionIsExactWhereItCanBeAndCloseElsewhere() {
    var random = SeededRandom(5)
    let exact: [Float] = [0, -0.0, 1, -1, 0.5, 0x1p-14, 0x1p-24, 65504, 0x1.554p-2]
    let close = (0..<1000).map { _ in Float.random(in: -1...1, using: &random) }
    var decoded: [Float] = []
    HalfPrecision.encode(exact + close).withUnsafeBytes { HalfPrecision.decode($0, appendingTo: &decoded) }
    #expect(decoded == (exact + close).map { Float(Float16($0)) })
    #expect(Array(decoded.prefix(exact.count)) == exact)
  }

  private func open(mustExist: Bool = false) throws -> DocumentIndex {
    try DocumentIndex(path: path, model: "model", dimensions: 4, mustExist: mustExist)
  }

  private func store(_ documents: [String: Int]) throws {
    let index = try open()
    for (name, count) in documents.sorted(by: { $0.key < $1.key }) {
      let document = IndexedDocument(
        path: name, size: 10, modified: 1, content: ContentHash(name), title: "Title of \(name)")
      try index.upsert(document, passages: (0..<count).map { (passage($0), [Float($0), 0.5, -0.25, 1]) })
    }
    index.close()
  }

  private func document(_ path: String) -> IndexedDocument {
    IndexedDocument(path: path, size: 1, modified: 1, content: ContentHash(path), title: path)
  }

  private func passage(_ i: Int) -> IndexedPassage {
    IndexedPassage(range: i * 10..<i * 10 + 5, line: i, content: ContentHash("passage \(i)"), snippet: "Passage \(i)")
  }
}
