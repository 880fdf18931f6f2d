import Documents
import Reports
import Testing

@Suite struct SentenceLinesTests {
  private func finding(_ code: String, _ range: Range<Int>, _ text: String) -> Finding {
    Finding(
      code: code, severity: .warning, message: "", range: range, replacements: [.init(text: text, confidence: 1)],
      confidence: 1, isSafe: true)
  }

  @Test(arguments: ["", "a", "a\n", "\n", "\n\n", "a\n\nb", "a\r\nb\r\n", "  a\n\t\nb  ", "# a\n- b\n```\nc"])
  func `as many lines come out as went in`(text: String) {
    let lines = SentenceLines(Array(text.utf8))
    #expect(lines.lines(of: lines.text) == Array(text.utf8))
  }

  @Test(arguments: [
    ("Well , yes .\n", true), ("Well, yes.\n", false), ("Well , yes.\nNo.\nYes, sir.\n", false), ("", false),
    ("I do n't know , Mr. Smith .\nIt is so .\n", true), ("No mark\n", false), ("Is it ?", true),
  ]) func `it is seen whether marks stand apart`(text: String, isTokenised: Bool) {
    #expect(SentenceLines(Array(text.utf8)).isTokenised == isTokenised)
  }

  @Test func `marks that stand apart stay so`() {
    let lines = SentenceLines(Array("However we went , home .\n".utf8))
    #expect(lines.adapted(finding("punctuation.space-before", 15..<17, ",")) == nil)
    #expect(lines.adapted(finding("grammar.punctuation", 0..<7, "However,"))?.replacements[0].text == "However ,")
    #expect(lines.adapted(finding("grammar.verb", 11..<15, "go"))?.replacements[0].text == "go")
    let plain = SentenceLines(Array("However we went, home.\n".utf8))
    #expect(plain.adapted(finding("grammar.punctuation", 0..<7, "However,"))?.replacements[0].text == "However,")
  }

  @Test func `nothing is done across lines`() {
    let lines = SentenceLines(Array("a the\nthe b\n".utf8))
    #expect(lines.adapted(finding("grammar.doubled-word", 2..<10, "the")) == nil)
    #expect(lines.adapted(finding("grammar.verb", 0..<1, "x\ny")) == nil)
  }
}
