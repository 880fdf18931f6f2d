import Documents
import Features
import Testing

@Suite struct PassagesTests {
  private let text = """
    # The title of it

    A first paragraph with quite enough words. It has two sentences.

    Too short.

    - An item that says enough to be compared.

    A first paragraph with quite enough words. It has two sentences.

    """
  private var snapshot: DocumentSnapshot { Fixture.snapshot(text) }

  @Test func `are the paragraphs that say enough`() {
    let passages = snapshot.passages
    #expect(
      passages.map(\.snippet) == [
        "A first paragraph with quite enough words. It has two sentences.", "An item that says enough to be compared.",
        "A first paragraph with quite enough words. It has two sentences.",
      ])
    #expect(passages.map(\.sentences.count) == [2, 1, 2])
    #expect(snapshot.title == "The title of it")
  }

  @Test func `have equal hashes when their text is equal`() {
    let passages = snapshot.passages
    #expect(passages[0].content == passages[2].content)
    #expect(passages[0].content != passages[1].content)
  }

  @Test func `are found at an offset`() {
    #expect(snapshot.passage(at: 0) == nil)
    let item = snapshot.passages[1].range
    #expect(snapshot.passage(at: item.lowerBound)?.range == item)
    #expect(snapshot.passage(at: item.upperBound)?.range == item)
    #expect(snapshot.passage(at: item.upperBound + 1) == nil)
  }

  @Test func `have short snippets on one line, cut between characters`() {
    let long = Fixture.snapshot(String(repeating: "wörter und\nZeilen ", count: 60) + "\n")
    let snippet = long.passages.first?.snippet ?? ""
    #expect(snippet.hasSuffix("…") && snippet.count == 160)
    #expect(!snippet.contains("\n") && !snippet.contains("\u{FFFD}"))
  }

  @Test(arguments: [("", ""), ("No heading here.\n", "No heading here."), ("```\ncode\n```\n", "")])
  func `titles without a heading`(text: String, title: String) {
    #expect(Fixture.snapshot(text).title == title)
  }
}
