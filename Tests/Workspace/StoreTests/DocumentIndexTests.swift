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

  private func passage(_ i: Int) -> IndexedPassage {
    IndexedPassage(range: i * 10..<i * 10 + 5, line: i, content: ContentHash("passage \(i)"), snippet: "Passage \(i)")
  }
}
