import Testing

@testable import Markup

@Suite struct PlainTextTests {
  private func check(_ source: String, _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
    let bytes = Array(source.utf8)
    let blocks = sections(of: bytes, PlainTextFormat()).flatMap {
      PlainTextFormat().blocks(in: $0.bytes, state: $0.state, defined: [])
    }
    #expect(blocks.map { String(decoding: $0.prose, as: UTF8.self) } == expected, sourceLocation: location)
    let whole = PlainTextFormat().blocks(in: bytes, state: .documentStart, defined: [])
    for block in whole { checkMap(block, bytes, location) }
  }

  @Test func linesOfAParagraphAreJoined() {
    check("One\n  two  \nthree.\n\n\tFour\r\n\r\nFive", ["One two three.", "Four", "Five"])
  }

  @Test func bulletsAndQuotesBeginBlocks() {
    check("List:\n- one\n  more\n- two\n1. three\n• four", ["List:", "one more", "two", "three", "four"])
    check("> quoted\n> lines\nanswer", ["quoted lines", "answer"])
    check("Title\n=====\n\n-----\nText", ["Title =====", "----- Text"])
  }

  @Test func addressesAreLiterals() {
    let block = PlainTextFormat().blocks(
      in: Array("See (https://a.b/c), www.x.y or me@a.org.".utf8), state: .fresh, defined: [])
    #expect(block.first?.literals == [5..<18, 21..<28, 32..<40])
  }

  @Test(arguments: [
    ("markdown", "", "markdown"), ("", "/a/README.MD", "markdown"), ("plaintext", "b.md", "markdown"),
    ("", "c.xyz", "plaintext"), ("latex", "c.tex", "plaintext"), ("plaintext", "", "plaintext"),
  ])
  func formatsAreFound(language: String, path: String, expected: String) {
    #expect(MarkupFormats.format(forLanguage: language, path: path).identifier == expected)
  }
}
