import Testing

@testable import Markup

@Suite struct MarkdownProseTests {
  /// The prose of every block, literals in ⟦⟧, hard breaks as `/`.
  private func check(_ source: String, _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
    let blocks = MarkdownParser(section: Array(source.utf8), defined: []).blocks()
    #expect(blocks.map(marked) == expected, sourceLocation: location)
    for block in blocks { checkMap(block, Array(source.utf8), location) }
  }

  private func marked(_ block: ProseBlock) -> String {
    var text: [UInt8] = []
    for (index, byte) in block.prose.enumerated() {
      if block.literals.contains(where: { $0.lowerBound == index }) { text += Array("⟦".utf8) }
      text.append(byte == 0x0A ? 0x2F : byte)
      if block.literals.contains(where: { $0.upperBound == index + 1 }) { text += Array("⟧".utf8) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  @Test func markupIsNotProse() {
    check("A *very* **bo**ld [link](http://a.b) ~~gone~~.", ["A very bold link gone."])
    check("# Title #\n\nText", ["Title", "Text"])
    check("Title\n===\nText", ["Title", "Text"])
    check("- [x] done\n- [ ] open\n  more\n\n  para", ["done", "open more", "para"])
    check("1. one\n   > two\n   > three\n2. four", ["one", "two three", "four"])
    check("| a | b |\n|---|---|\n| c | d |\n\nAfter", ["After"])
    check("```\ncode\n```\nText\n\n    indented", ["Text"])
    check("<div>\nhtml\n</div>\n\nText <b>bold</b><!-- note --> end", ["Text bold end"])
  }

  @Test func literalsStayInTheirSentence() {
    check("Use `a  b` now.", ["Use ⟦a  b⟧ now."])
    check("Use ``a\nb`` now.", ["Use ⟦a b⟧ now."])
    check("See https://a.b/c, <http://x.y> or me@a.org.", ["See ⟦https://a.b/c⟧, ⟦http://x.y⟧ or ⟦me@a.org⟧."])
    check("[http://a.b/](http://a.b/) [text](http://a.b)", ["⟦http://a.b/⟧ text"])
    check("Press <kbd>Ctrl</kbd> twice.", ["Press ⟦Ctrl⟧ twice."])
    check("Let $a_1 * b_2$ be *x*.", ["Let ⟦$a_1 * b_2$⟧ be x."])
    check("It costs $5 and 10$ or US$20.", ["It costs $5 and 10$ or US$20."])
    check("So\n$$\na\n= b\n- c\n$$\nholds.", ["So ⟦$$ a = b - c $$⟧ holds."])
    check("`only code`", [])
    check("## `code()`", ["⟦code()⟧"])
  }

  @Test func imagesAloneAreProse() {
    check("![A cat on a mat](cat.png)", ["A cat on a mat"])
    check("See ![the logo](l.png) here.", ["See ⟦the logo⟧ here."])
    check("[![build](b.svg)](u) [![docs](d.svg)](v)", [])
  }

  @Test func breaksAndEscapes() {
    check("one  \ntwo\\\nthree\nfour", ["one/two/three four"])
    check("a<br>b", ["a/b"])
    check("a\r\nb\rc", ["a b c"])
    check("\\*not\\* AT&amp;T &#x41;&copy; &unknown; x", ["*not* AT&T A© ⟦&unknown;⟧ x"])
    check("a\0b", ["a\u{FFFD}b"])
    check("\u{FEFF}# Title", ["Title"])
    check("> a\n> *b*\n> c", ["a b c"])
  }

  @Test func footnotes() {
    check(
      "Text[^1] goes on[^b].\n\n[^1]: A note.\n[^b]: Another one\n    here.",
      [
        "Text goes on.", "A note.", "Another one here.",
      ])
  }

  @Test func kinds() {
    let source = "## H\n\np\n\n- i\n\n> q\n\n[^1]: f g\n"
    let blocks = MarkdownParser(section: Array(source.utf8), defined: []).blocks()
    #expect(blocks.map(\.kind) == [.heading(level: 2), .paragraph, .listItem, .quote, .footnote])
  }

  @Test func labelsDefinedElsewhereMakeLinks() {
    let section = Array("See [the Docs] and [text][the  docs] and [other].".utf8)
    let names = MarkdownFormat().names(in: section, state: .fresh)
    #expect(names == SectionNames(defined: [], used: ["other", "text", "the docs"]))
    let blocks = MarkdownFormat().blocks(in: section, state: .fresh, defined: ["the docs"])
    #expect(blocks.map(marked) == ["See the Docs and text and [other]."])
  }

  @Test func definitionsAreThoseThatTakeEffect() {
    let section = Array("[A b]: /x\n[c]: /y 'title'\n\ntext\n[d]: /z\n\n> [e]: /q\n[`f`]: /g\n".utf8)
    #expect(MarkdownFormat().names(in: section, state: .fresh).defined.sorted() == ["`f`", "a b", "c", "e"])
  }
}

/// Checks that verbatim runs hold the bytes of the source, and that both directions agree.
func checkMap(_ block: ProseBlock, _ source: [UInt8], _ location: SourceLocation = #_sourceLocation) {
  var end = 0
  for run in block.map.runs {
    #expect(run.source.lowerBound >= end && !run.source.isEmpty && !run.prose.isEmpty, sourceLocation: location)
    end = run.source.upperBound
    guard end <= source.count else { return #expect(end <= source.count, sourceLocation: location) as Void }
    if run.isVerbatim { #expect(block.prose[run.prose] == source[run.source], sourceLocation: location) }
    #expect(block.map.sourceRange(of: run.prose) == run.source, sourceLocation: location)
    #expect(block.map.proseOffset(ofSource: run.source.lowerBound) == run.prose.lowerBound, sourceLocation: location)
  }
  #expect(block.map.runs.last?.prose.upperBound == block.prose.count, sourceLocation: location)
}
