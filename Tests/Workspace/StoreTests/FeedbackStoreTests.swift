import Foundation
import Store
import Support
import Testing
import Text

@Suite struct FeedbackStoreTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("data/feedback.sqlite")
  }

  @Test func remembersWhatStands() throws {
    let store = try FeedbackStore(path: path)
    try store.insert(dismissal(1))
    try store.insert(dismissal(2))
    try store.insert(dismissal(1))
    #expect(try store.contains([dismissal(1), dismissal(3), dismissal(2)]) == [true, false, true])
    #expect(try store.all() == [dismissal(1), dismissal(2)])
    try store.remove(dismissal(1))
    try store.remove(dismissal(7))
    #expect(try store.all() == [dismissal(2)])
  }

  @Test func anotherSentenceCodeOrTextIsAnotherFinding() throws {
    let store = try FeedbackStore(path: path)
    try store.insert(Dismissal(sentence: ContentHash("s"), code: "c", flagged: ContentHash("f")))
    #expect(
      try store.contains([
        Dismissal(sentence: ContentHash("t"), code: "c", flagged: ContentHash("f")),
        Dismissal(sentence: ContentHash("s"), code: "d", flagged: ContentHash("f")),
        Dismissal(sentence: ContentHash("s"), code: "c", flagged: ContentHash("g")),
      ]) == [false, false, false])
  }

  @Test func keepsTheSentenceWhereItIsKnown() throws {
    let store = try FeedbackStore(path: path)
    let text = DismissedText(sentence: "An “user” is.", range: 0..<2, replacement: "A")
    try store.insert(dismissal(1))
    try store.insert(dismissal(2), text: text)
    try store.insert(dismissal(2))
    let missing = DismissedText(sentence: "x", range: 1..<1, replacement: nil)
    try store.insert(dismissal(3), text: missing)
    let known = try FeedbackStore(path: path).allWithText()
    #expect(known.map(\.dismissal) == [dismissal(1), dismissal(2), dismissal(3)])
    #expect(known.map(\.text) == [nil, text, missing])
    try store.insert(dismissal(1), text: text)
    #expect(try store.allWithText()[0].text == text)
  }

  @Test func isOnDiskWhenTheCallReturns() throws {
    let store = try FeedbackStore(path: path)
    try store.insert(dismissal(1))
    #expect(try FeedbackStore(path: path).contains([dismissal(1)]) == [true])
    withExtendedLifetime(store) {}
  }

  @Test func makesNoFileBeforeSomethingStands() throws {
    let store = try FeedbackStore(path: path)
    #expect(try store.contains([dismissal(1)]) == [false])
    #expect(try store.all() == [])
    try store.remove(dismissal(1))
    #expect(!FileManager.default.fileExists(atPath: path))
    try FeedbackStore(path: path).insert(dismissal(1))
    #expect(try store.contains([dismissal(1)]) == [true], "what another process has let stand")
  }

  @Test func aClosedStoreThrowsWithAHint() throws {
    let store = try FeedbackStore(path: path)
    store.close()
    let error = #expect(throws: StoreError.self) { try store.all() }
    #expect(error?.hint.isEmpty == false)
  }

  private func dismissal(_ i: Int) -> Dismissal {
    Dismissal(sentence: ContentHash("\(i)"), code: "spelling.unknown-word", flagged: ContentHash("x\(i)"))
  }
}
