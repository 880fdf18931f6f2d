import Markup
import Testing
import Text

@testable import Documents

@Suite struct DocumentTests {
  private func open(_ text: String) -> Document {
    Document(uri: "file:///notes.md", languageID: "markdown", version: 1, utf8: Array(text.utf8))
  }

  /// The source of each sentence.
  private func sources(_ snapshot: DocumentSnapshot) -> [String] {
    (0..<snapshot.sentenceCount).map { snapshot.rope.string(in: snapshot.sourceRange(ofSentence: $0)) }
  }

  @Test func sentencesMapBackToTheirSource() {
    let snapshot = open("# A *title*\n\nFirst one. Second\n**one** here! AT&amp;T so\n\n- Item").snapshot
    #expect(snapshot.texts == ["A title", "First one.", "Second one here!", "AT&T so", "Item"])
    #expect(sources(snapshot) == ["A *title", "First one.", "Second\n**one** here!", "AT&amp;T so", "Item"])
    let word = snapshot.sourceRange(7..<10, inSentence: 2)
    #expect(snapshot.rope.string(in: word) == "one")
    #expect(snapshot.proseOffset(ofSource: word.lowerBound, inSentence: 2) == 7)
    #expect(snapshot.headings.map(\.kind) == [.heading(level: 1)])
    #expect(snapshot.blocks.map(\.sentences) == [0..<1, 1..<4, 4..<5])
  }

  @Test func placesFindSentences() {
    let snapshot = open("One here. Two here.\n\n---\n\nThree.").snapshot
    #expect(
      (0..<snapshot.rope.count + 1).map { snapshot.sentenceIndex(atOffset: $0) ?? -1 }
        == Array(repeating: 0, count: 10) + Array(repeating: 1, count: 10) + Array(repeating: -1, count: 6)
        + Array(repeating: 2, count: 7))
    #expect(snapshot.sentenceIndices(in: 0..<1) == 0..<1)
    #expect(snapshot.sentenceIndices(in: 5..<12) == 0..<2)
    #expect(snapshot.sentenceIndices(in: 20..<25).isEmpty)
    #expect(snapshot.sentenceIndices(in: 3..<3) == 0..<1)
    #expect(snapshot.sentenceIndices(in: 0..<1000) == 0..<3)
  }

  @Test func movingAParagraphKeepsItsHashes() {
    let a = open("One *two*. Three `x`.\n\nFour.\n").snapshot
    let b = open("> Four.\n\nOne two.\nThree `x`.\n").snapshot
    #expect(Set(a.sentences.map(\.hash)) == Set(b.sentences.map(\.hash)))
    #expect(open("Three x.").snapshot.sentence(at: 0).hash != open("Three `x`.").snapshot.sentence(at: 0).hash)
  }

  @Test func literalsDoNotSplitSentences() {
    let snapshot = open("Call `a. B! C? D` now. Then stop.").snapshot
    #expect(snapshot.texts == ["Call a. B! C? D now.", "Then stop."])
    #expect(snapshot.sentence(at: 0).literals == [5..<15])
  }

  @Test func aChangeNamesTheSentencesThatChanged() {
    var document = open("One. Two. Three.\n\nFour. Five.\n\nSix.\n")
    #expect(
      document.apply(edits: [TextEdit(range: 5..<5, replacement: Array("X".utf8))], version: 2)
        == DocumentChange(removed: 1..<2, inserted: 1..<2))
    #expect(document.snapshot.version == 2)
    #expect(document.apply(edits: [TextEdit(range: 0..<0, replacement: Array("\n".utf8))], version: 3).isEmpty)
    #expect(document.apply(edits: [], version: 4).isEmpty)
  }

  @Test func anEarlierSnapshotStaysAsItWas() {
    var document = open("One. Two.")
    let before = document.snapshot
    document.apply(edits: [TextEdit(range: 0..<9, replacement: Array("# Other".utf8))], version: 2)
    #expect(before.texts == ["One.", "Two."])
    #expect(sources(before) == ["One.", "Two."])
    #expect(document.snapshot.texts == ["Other"])
  }

  @Test func aDefinitionElsewhereChangesItsUses() {
    var document = open("See [the docs] now.\n\nOther.\n\n[the docs]: /x\n")
    #expect(document.snapshot.texts == ["See the docs now.", "Other."])
    let count = document.parsedSections
    document.apply(edits: [TextEdit(range: 35..<36, replacement: [])], version: 2)
    #expect(document.snapshot.texts == ["See [the docs] now.", "Other."])
    #expect(document.parsedSections == count + 2)
    expectFresh(document)
  }

  @Test func anEditInALargeDocumentReadsFewSections() {
    let part = "## Section\n\nSome text with a [link] in it. More of it.\n\n- one\n- two\n\n```\ncode\n\ncode\n```\n\n"
    var document = open(String(repeating: part, count: 1_000) + "[link]: /x\n")
    #expect(document.snapshot.sections.count > 3_000)
    for number in [0, 500, 999] {
      let offset = number * part.utf8.count + 20
      let before = document.parsedSections
      document.apply(edits: [TextEdit(range: offset..<offset, replacement: [0x61])], version: 2)
      #expect(document.parsedSections - before <= 2)
      document.apply(edits: [TextEdit(range: offset..<offset + 1, replacement: [])], version: 2)
      #expect(document.parsedSections - before <= 4)
    }
  }

  @Test(arguments: ["markdown", "plaintext"]) func oneEndlessParagraphIsCut(language: String) {
    let text = String(repeating: "word and word. ", count: 5_000) + String(repeating: "x", count: 140_000)
    var document = Document(uri: "a", languageID: language, version: 1, utf8: Array(text.utf8))
    let before = document.parsedSections
    #expect(document.snapshot.sections.allSatisfy { $0.section.cut.count <= SectionCut.largestSection })
    #expect(document.snapshot.sentences.allSatisfy { $0.text.count <= SentenceSegmenter.maximumLength })
    document.apply(edits: [TextEdit(range: 10..<10, replacement: Array("\n\n".utf8))], version: 2)
    expectFresh(document)
    #expect(before >= 3)
  }

  @Test(arguments: [" ", "\n"]) func cutsBehindAnEditStayInAnEndlessParagraph(separator: String) {
    let text = (0..<20_000).map { "w\($0 &* 7919 % 65_537)" }.joined(separator: separator)
    var document = Document(uri: "a.md", languageID: "", version: 1, utf8: Array(text.utf8))
    #expect(document.snapshot.sections.count > 2)
    let before = document.parsedSections
    document.apply(edits: [TextEdit(range: 1000..<1000, replacement: [0x61])], version: 2)
    #expect(document.parsedSections - before == 1)
  }

  @Test func anUnclosedFenceHoldsNoProse() {
    let document = open("Text.\n\n```\n" + String(repeating: "code here\n\n", count: 10_000))
    #expect(document.snapshot.texts == ["Text."])
    #expect(document.snapshot.sections.count < 10)
  }

  @Test(arguments: [[0xFF, 0xFE, 0x41], [0xC3], [0xE2, 0x82], [0x00], []] as [[UInt8]])
  func anyBytesAreADocument(bytes: [UInt8]) {
    var document = Document(uri: "", languageID: "markdown", version: 0, utf8: bytes)
    expectFresh(document)
    document.apply(edits: [TextEdit(range: -5..<100, replacement: bytes + [0x80])], version: 1)
    expectFresh(document)
  }
}
