import Foundation
import Store
import Support
import Testing

/// What a person marked to teach heads.
@Suite struct MarkStoreTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("data/marks.sqlite")
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `remembers spans, labels and what was in view, head by head`() throws {
    let store = try MarkStore(path: path)
    try store.noteSeen([bytes("Nobody knows."), bytes("Ada votes.")], for: "politics")
    try store.markSpan(0..<3, of: bytes("Ada votes."), as: "politician", for: "politics")
    try store.markSpan(4..<9, of: bytes("Ada votes."), as: "act", for: "politics")
    try store.markSentence(bytes("It costs 3 euros."), as: "price", for: "topics")
    let marked = MarkedSentence(
      text: bytes("Ada votes."),
      spans: [.init(bytes: 0..<3, label: "politician"), .init(bytes: 4..<9, label: "act")])
    // Another process sees it at once.
    let other = try MarkStore(path: path)
    #expect(try other.sentences(for: "politics") == [MarkedSentence(text: bytes("Nobody knows.")), marked])
    #expect(
      try other.sentences(for: "topics") == [MarkedSentence(text: bytes("It costs 3 euros."), label: "price")])
    #expect(try other.heads().map { "\($0.name) \($0.marks)" } == ["politics 2", "topics 1"])
    withExtendedLifetime(store) {}
  }

  @Test func `a mark takes the place of those that it overlaps, and no label takes them away`() throws {
    let store = try MarkStore(path: path)
    let text = bytes("Ada Lovelace votes.")
    try store.markSpan(0..<3, of: text, as: "first", for: "h")
    try store.markSpan(0..<12, of: text, as: "person", for: "h")
    try store.markSpan(13..<18, of: text, as: "act", for: "h")
    #expect(
      try store.sentences(for: "h").first?.spans
        == [.init(bytes: 0..<12, label: "person"), .init(bytes: 13..<18, label: "act")])
    try store.markSpan(4..<6, of: text, as: nil, for: "h")
    #expect(try store.sentences(for: "h").first?.spans == [.init(bytes: 13..<18, label: "act")])
    try store.markSentence(text, as: "a", for: "s")
    try store.markSentence(text, as: "b", for: "s")
    #expect(try store.sentences(for: "s") == [MarkedSentence(text: text, label: "b")])
    try store.markSentence(text, as: nil, for: "s")
    #expect(try store.sentences(for: "s").map(\.isMarked) == [false])
  }

  @Test func `forgets a head and leaves the others`() throws {
    let store = try MarkStore(path: path)
    try store.markSentence(bytes("One."), as: "a", for: "x")
    try store.markSentence(bytes("One."), as: "a", for: "y")
    try store.removeHead("x")
    #expect(try store.sentences(for: "x") == [])
    #expect(try store.heads().map(\.name) == ["y"])
  }

  @Test func `makes no file before anything is marked, and throws with a hint once closed`() throws {
    let store = try MarkStore(path: path)
    #expect(try store.sentences(for: "x") == [] && store.heads().isEmpty)
    try store.removeHead("x")
    try store.markSpan(0..<1, of: bytes("a"), as: nil, for: "x")
    #expect(!FileManager.default.fileExists(atPath: path))
    store.close()
    let error = #expect(throws: StoreError.self) { try store.heads() }
    #expect(error?.hint.isEmpty == false)
  }
}
