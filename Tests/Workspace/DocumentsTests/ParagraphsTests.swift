import Testing

@testable import Documents

@Suite struct ParagraphsTests {
  @Test(arguments: [
    (
      "notes.md", "# The *tide*\n\nIt came  \nin [late](https://example.org).\n\n```\ncode\n```\n\n- one\n- two\n",
      ["The tide", "It came in late.", "one", "two"]
    ),
    ("notes.txt", "One line\nand another.\n\n \n\nThe *end*.\n", ["One line and another.", "The *end*."]),
    ("empty.md", "\n\n---\n", []),
  ]) func eachBlockOfProseIsALineWithoutMarkup(_ name: String, _ text: String, _ expected: [String]) {
    let snapshot = Document(uri: name, languageID: "", version: 0, utf8: Array(text.utf8)).snapshot
    #expect(snapshot.paragraphs.map { String(decoding: $0, as: UTF8.self) } == expected)
  }
}
