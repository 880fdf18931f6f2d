import Documents
import Foundation
import Reports
import Testing
import Text

@Suite struct TextFormatterTests {
  @Test func `a finding is told like a compiler does, with its line and a marker`() throws {
    let text = "First line.\nThe qick brown fox.\n"
    let output = try render(
      .text, [report("a.md", text, [finding("qick", in: text, replacements: ["quick", "thick"])])])
    #expect(
      output == """
        a.md:2:5: warning: Unknown word. [spelling.unknown-word]
          2 | The qick brown fox.
            |     ^~~~ quick, thick
        1 finding in 1 of 1 file, 6 words: 1 spelling.

        """)
  }

  /// The line before the marked `X`, and the display columns before the marker.
  @Test(arguments: [
    ("plain ", 6), ("\t", 4), ("ab\t", 4), ("日本 ", 5), ("🙂", 2), ("👩‍👩‍👧", 2), ("❤️ ", 3), ("e\u{301}e\u{301}", 2), ("ｶ", 1),
    ("한", 2),
    ("🇩🇪 ", 3), ("\u{200B}", 0), ("\u{7}", 1), ("a\u{300}\u{301}\u{302}", 1),
  ])
  func `the marker stands under the word whatever is before it`(before: String, columns: Int) throws {
    let text = before + "X"
    let output = try render(.text, [report("a.md", text, [finding("X", in: text)])])
    let marker = output.split(separator: "\n")[2]
    #expect(marker == "    | " + String(repeating: " ", count: columns) + "^")
  }

  @Test func `a wide word gets a marker of its width`() throws {
    let output = try render(.text, [report("a.md", "x 日本 y", [finding("日本", in: "x 日本 y")])])
    #expect(output.contains("    |   ^~~~\n"))
  }

  @Test func `a long line is cut around the word`() throws {
    let text = String(repeating: "word ", count: 5000) + "qick" + String(repeating: " word", count: 5000)
    var style = ReportStyle()
    style.width = 60
    let lines = try render(.text, [report("a.md", text, [finding("qick", in: text)])], style: style).split(
      separator: "\n")
    #expect(lines[1].count <= 60)
    #expect(lines[1].hasPrefix("  1 | …") && lines[1].hasSuffix("…"))
    let column = lines[1].range(of: "qick").map { lines[1].distance(from: lines[1].startIndex, to: $0.lowerBound) }
    #expect(column == lines[2].firstIndex(of: "^").map { lines[2].distance(from: lines[2].startIndex, to: $0) })
  }

  @Test func `nothing of a document reaches the terminal as a command`() throws {
    let text = "a \u{1B}[31m red \u{202E}x\u{9B}1m"
    let hostile = Finding(
      code: "a.b\u{1B}", severity: .hint, message: "\u{1B}]0;t\u{7}", range: 2..<3,
      replacements: [.init(text: "\u{1B}c", confidence: 1)], confidence: 1, isSafe: false)
    let output = try render(.text, [report("\u{1B}[2J.md", text, [hostile])])
    let isCommand = { (scalar: Unicode.Scalar) -> Bool in
      scalar == "\u{202E}" || (scalar.value < 0x20 && scalar != "\n") || (0x7F..<0xA0).contains(scalar.value)
    }
    #expect(!output.unicodeScalars.contains(where: isCommand))
    #expect(output.contains("␛[31m"))
  }

  @Test func `a finding over several lines is marked to the end of the first`() throws {
    let text = "one two\nthree"
    let output = try render(.text, [report("a.md", text, [finding("two\nthree", in: text)])])
    #expect(output.contains("  1 | one two\n    |     ^~~\n"))
  }

  @Test func `an insertion is one caret, also at the end of the text`() throws {
    let output = try render(.text, [report("a.md", "end", [finding("nowhere", in: "end")])])
    #expect(output.contains("a.md:1:4: "))
    #expect(output.contains("  1 | end\n    |    ^\n"))
  }

  @Test func `a file that could not be read is an error line`() throws {
    let output = try render(.text, [unreadable])
    #expect(
      output
        == "gone.md: error: cannot read gone.md. Check the path.\nNo findings in 1 file, 0 words; 1 file could not be read.\n"
    )
  }

  @Test func `colour is used when asked for`() throws {
    var style = ReportStyle()
    style.usesColor = true
    let output = try render(
      .text, [report("a.md", "qick", [finding("qick", in: "qick", severity: .error)])], style: style)
    #expect(output.contains("\u{1B}[1;31merror:\u{1B}[0m"))
  }

  @Test func `numbers are grouped`() throws {
    let text = String(repeating: "a ", count: 1_234)
    #expect(try render(.text, [report("a.md", text, [])]) == "No findings in 1 file, 1,234 words.\n")
  }

  @Test(
    arguments: [[0xFF, 0xC3, 0x28], [0xF0, 0x9F], Array("\r\r\n\n\r".utf8), []] as [[UInt8]], ReportFormat.allCases)
  func `any bytes and any range give a report`(bytes: [UInt8], format: ReportFormat) throws {
    let wild = Finding(
      code: "", severity: .error, message: "", range: -5..<Int.max, replacements: [.init(text: "", confidence: .nan)],
      confidence: .infinity, isSafe: true)
    let file = FileReport(path: "", text: Rope(utf8: bytes), findings: [wild, wild])
    #expect(!(try render(format, [file]).isEmpty))
  }
}
