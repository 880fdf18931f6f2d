import TestSupport
import Testing

@testable import Markup

/// The sections that a format cuts a text into, each with its state.
func sections(of text: [UInt8], _ format: any MarkupFormat) -> [(bytes: [UInt8], state: SectionState)] {
  var result: [(bytes: [UInt8], state: SectionState)] = []
  var (start, state) = (0, SectionState.documentStart)
  while start < text.count {
    let cut = text[start...].withUnsafeBufferPointer { format.section(in: $0, state: state, isComplete: true) }
    guard let cut, cut.count > 0 else { break }
    result.append((Array(text[start..<start + cut.count]), state))
    start += cut.count
    state = cut.next
  }
  return result
}

@Suite struct DivisionTests {
  private func check(_ text: String, _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
    let found = sections(of: Array(text.utf8), MarkdownFormat()).map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(found == expected, sourceLocation: location)
  }

  @Test func sectionsBeginWhereNothingIsOpen() {
    check("a\nb\n\n\nc\n", ["a\nb\n\n\n", "c\n"])
    check("a\n# b\nc\n", ["a\n", "# b\nc\n"])
    check("- a\n  b\n- c\n\n  d\n\ne", ["- a\n  b\n", "- c\n\n  d\n\n", "e"])
    check("a\n- b\n- c\n", ["a\n- b\n", "- c\n"])
    check("```\na\n\nb\n```\nc\n", ["```\na\n\nb\n```\n", "c\n"])
    check("- ```\n  a\n\nb\n\n```\nc\n\nd", ["- ```\n  a\n\n", "b\n\n", "```\nc\n\nd"])
    check("<!-- a\n\nb -->\nc\n\nd", ["<!-- a\n\nb -->\n", "c\n\n", "d"])
    check("<div>\n```\n\na\n\n```\nb\n\nc", ["<div>\n```\n\n", "a\n\n", "```\nb\n\nc"])
    check("a\r\n\r\nb\r\rc", ["a\r\n\r\n", "b\r\r", "c"])
    check("> a\nb\n\n> c", ["> a\nb\n\n", "> c"])
  }

  @Test func frontMatterIsASection() {
    check("---\na: b\n\nc\n---\nd\n\ne", ["---\na: b\n\nc\n---\n", "d\n\n", "e"])
    check("\u{FEFF}+++\na = 1\n+++\n\nb", ["\u{FEFF}+++\na = 1\n+++\n", "\n", "b"])
    check("---\n\na\n\n---\n\nb", ["---\n\n", "a\n\n", "---\n\n", "b"])
    check("---\na\n\nb", ["---\na\n\n", "b"])
  }

  private static let pieces = [
    "text here. More of it\n", "\n", "\n", "\r\n", "- item\n", "  continued\n", "    code or more\n", "\tcode\n",
    "1. one\n", "2. two\n", "10) ten\n", "* * *\n", "---\n", "===\n", "> quote\n", "> - deep\n", ">\n", "```\n",
    "~~~ sh\n",
    "````\n", "  ```\n", "- ```\n", "# head\n", "####### no\n", "<div>\n", "</div>\n", "<!-- x\n", "x -->\n", "<pre>\n",
    "</pre>\n", "<b>in</b>line\n", "<b>\n", "<?x\n", "?>\n", "<!X\n", "| a | b |\n", "|---|---|\n", "-\n", "+ \n",
    "*emph\n", "over* it\n", "`code\n", "span`\n", "\\\n", "   three\n", " - one in\n", "     five\n",
  ]

  /// Each section by itself gives what md4c makes of the whole text.
  ///
  /// What `FormulaMask` looks at is left out: it stops at
  /// a section's end, and these texts have no formulas.
  @Test(arguments: 0..<8) func sectionsGiveTheProseOfTheWhole(seed: Int) {
    var random = SeededRandom(UInt64(seed))
    for _ in 0..<15 {
      let text = Array((0..<20).map { _ in Self.pieces.randomElement(using: &random)! }.joined().utf8)
      let whole = MarkdownParser(section: text, defined: []).blocks()
      var start = 0
      var found: [String] = []
      for (bytes, state) in sections(of: text, MarkdownFormat()) {
        if state == .documentStart,
          case .present = bytes.withUnsafeBufferPointer({ FrontMatter.find(in: $0, isComplete: true) })
        {
          found = []
          break
        }
        found += MarkdownFormat().blocks(in: bytes, state: state, defined: []).map {
          describe($0, shift: start)
        }
        start += bytes.count
      }
      if start == text.count {
        #expect(
          found == whole.map { describe($0, shift: 0) }, "\(String(decoding: text, as: UTF8.self).debugDescription)")
      }
    }
  }

  private func describe(_ block: ProseBlock, shift: Int) -> String {
    let range = block.sourceRange
    return "\(range.lowerBound + shift)..<\(range.upperBound + shift) \(String(decoding: block.prose, as: UTF8.self))"
  }

  @Test(arguments: [MarkdownFormat(), PlainTextFormat()] as [any MarkupFormat])
  func aShortWindowGivesTheSameCutOrNone(format: any MarkupFormat) {
    var random = SeededRandom(3)
    for _ in 0..<100 {
      let text = Array((0..<12).map { _ in Self.pieces.randomElement(using: &random)! }.joined().utf8)
      text.withUnsafeBufferPointer { all in
        let full = format.section(in: all, state: .fresh, isComplete: true)
        for count in 1..<text.count {
          let window = UnsafeBufferPointer(rebasing: all[..<count])
          guard let cut = format.section(in: window, state: .fresh, isComplete: false) else { continue }
          #expect(cut.count == full?.count && cut.next == full?.next)
        }
      }
    }
  }
}
