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
    #expect(lines.lines(of: lines.source) == Array(text.utf8))
  }

  @Test func `parts of words that stand apart are read together and corrected apart`() {
    let bytes = Array("  Well , we do n't\nThey 're \" here \" .\n".utf8) + [0xFF, 0x20] + Array("we go .\n".utf8)
    let lines = SentenceLines(bytes)
    #expect(String(decoding: lines.text, as: UTF8.self) == "Well, we don't\n\nThey're \"here\".\n\n\u{FFFD} we go.\n\n")
    func corrected(_ word: String, _ new: String) -> String {
      let found = finding("grammar.verb", range(of: word, in: lines.text), new)
      let fixed = FixApplier.apply([lines.adapted(found)].compactMap { $0 }, to: lines.source)
      return String(decoding: lines.lines(of: fixed.bytes), as: UTF8.self)
    }
    #expect(corrected("don't", "didn't") == "  Well , we didn't\nThey 're \" here \" .\n\u{FFFD} we go .\n")
    #expect(corrected("here", "there") == "  Well , we do n't\nThey 're \" there \" .\n\u{FFFD} we go .\n")
    #expect(corrected("go", "went") == "  Well , we do n't\nThey 're \" here \" .\n\u{FFFD} we went .\n")
    #expect(lines.lines(of: FixApplier.apply([], to: lines.source).bytes) == bytes)
  }

  private func range(of word: String, in text: [UInt8]) -> Range<Int> {
    let start = text.indices.first { text[$0...].starts(with: word.utf8) } ?? 0
    return start..<start + word.utf8.count
  }

  @Test(arguments: [
    ("Well , yes .\n", true), ("Well, yes.\n", false), ("Well , yes.\nNo.\nYes, sir.\n", false), ("", false),
    ("I do n't know , Mr. Smith .\nIt is so .\n", true), ("No mark\n", false), ("Is it ?", true),
  ]) func `it is seen whether marks stand apart`(text: String, isTokenised: Bool) {
    #expect(SentenceLines(Array(text.utf8)).isTokenised == isTokenised)
  }

  @Test func `marks that stand apart stay so`() {
    let lines = SentenceLines(Array("However we went , home .\n".utf8))
    #expect(String(decoding: lines.text, as: UTF8.self) == "However we went, home.\n\n")
    #expect(lines.adapted(finding("punctuation.space-before", 14..<16, ",")) == nil)
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
