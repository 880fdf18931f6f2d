import Markup
import TestSupport
import Testing
import Text

@testable import Documents

@Suite struct RandomEditTests {
  private static let snippets: [String] = [
    "a", " ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "word. Another one", "```", "```\n", "\n```\n", "~~~~\n",
    "\n---\n",
    "---\n", "+++\n", "title: x\n---\n", "- item\n", "\n- ", "1. one\n2. two\n", "  - nested\n", "> quote\n", "\n> ",
    "# Heading\n", "\n## ", "===\n", "<!--", "-->", "\n<!-- x\n\ny -->\n", "<div>\n", "</div>\n\n", "<pre>", "</pre>\n",
    "[label]", "[label]: /url\n", "\n\n[label]: /u\n\n", "[text][label]", "[a](b)", "![alt](x)", "[^1]",
    "\n[^1]: note\n",
    "`", "`code`", "*", "**", "_", "~~", "\\", "\\*", "&amp;", "&#x41;", "$x^2$", "$", "$$", "$$\na\n+ b\n$$\n",
    "| a | b |\n|---|---|\n| c | d |\n", "😀", "é", "e\u{301}", "漢字。次", "\u{FEFF}", "\0", "\t", "    ", "https://a.b/c ",
    "<b>", "<br>", "  \n", "\\\n", "Dr. Who said so. \"Yes!\" He left.\n",
  ]

  private static let paragraph = """
    The quick brown fox jumps over the *lazy* dog. It does so `twice`, see [the docs] or <https://a.b>.
    A second line goes on here.

    """

  private func seed(_ generator: inout SeededRandom) -> String {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return ""
    case 1: return String(repeating: Self.paragraph + "\n", count: 8) + "[the docs]: http://x.y\n"
    case 2: return (0..<60).map { _ in Self.snippets.randomElement(using: &generator)! }.joined()
    default:
      return "---\ntitle: t\n---\n\n# One\n\n- a\n- b\n\n  c\n\n```\ncode\n\nmore\n```\n\n> q\n\n" + Self.paragraph
    }
  }

  private func edit(_ count: Int, _ generator: inout SeededRandom) -> TextEdit {
    let start = Int.random(in: 0...count, using: &generator)
    let length = [0, 0, 0, 1, 3, 40].randomElement(using: &generator)!
    if Int.random(in: 0..<40, using: &generator) == 0 {
      return TextEdit(range: 0..<count, replacement: Array(seed(&generator).utf8))
    }
    var bytes = Array(Self.snippets.randomElement(using: &generator)!.utf8)
    if Int.random(in: 0..<8, using: &generator) == 0 { bytes = Array(bytes.prefix(bytes.count / 2)) }
    if Int.random(in: 0..<4, using: &generator) == 0 { bytes = [] }
    if Int.random(in: 0..<25, using: &generator) == 0 {
      bytes = (0..<20).flatMap { _ in Array(Self.snippets.randomElement(using: &generator)!.utf8) }
    }
    return TextEdit(range: start..<min(start + length, count), replacement: bytes)
  }

  @Test(arguments: 0..<12) func editingIsOpeningAnew(seedNumber: Int) {
    var generator = SeededRandom(UInt64(seedNumber))
    let language = seedNumber % 6 == 5 ? "plaintext" : "markdown"
    var document = Document(uri: "file:///a", languageID: language, version: 0, utf8: Array(seed(&generator).utf8))
    for step in 1...40 {
      let before = document.snapshot
      let edits = (0..<[1, 1, 1, 3].randomElement(using: &generator)!).map { _ in
        edit(before.rope.count, &generator)
      }
      let change = document.apply(edits: edits, version: step)
      expectFresh(document, "seed \(seedNumber), step \(step)")
      expect(change, from: before.records, to: document.snapshot.records)
    }
  }

  @Test func manyEditsAtOnce() {
    let text = String(repeating: Self.paragraph + "\n", count: 100)
    var document = Document(uri: "a.md", languageID: "", version: 0, utf8: Array(text.utf8))
    let edits = (0..<100).map { TextEdit(range: $0 * 150..<$0 * 150 + 1, replacement: [0x58, 0x59]) }
    document.apply(edits: edits, version: 1)
    expectFresh(document)
  }

  @Test func replacingTheTextIsOneEdit() {
    var generator = SeededRandom(7)
    var document = Document(uri: "a.md", languageID: "", version: 0, utf8: Array(seed(&generator).utf8))
    for step in 1...100 {
      var rope = document.snapshot.rope
      let edit = edit(rope.count, &generator)
      rope.replace(edit.range, with: edit.replacement)
      document.replaceText(utf8: rope.bytes, version: step)
      #expect(document.snapshot.rope == rope)
      expectFresh(document, "step \(step)")
    }
  }

  /// Sentences outside the ranges of a change are the same.
  private func expect(_ change: DocumentChange, from old: [SentenceRecord], to new: [SentenceRecord]) {
    #expect(change.removed.lowerBound == change.inserted.lowerBound)
    #expect(old.prefix(change.removed.lowerBound).map(\.hash) == new.prefix(change.inserted.lowerBound).map(\.hash))
    #expect(old[change.removed.upperBound...].map(\.hash) == new[change.inserted.upperBound...].map(\.hash))
  }
}
