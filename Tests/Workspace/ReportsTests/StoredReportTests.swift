import Documents
import JSON
import Testing
import Text

@testable import Reports

/// Reports as a cache keeps them.
@Suite struct StoredReportTests {
  private static let text = Rope(utf8: Array("Two ”wrods“ here.\r\nAnd 😀 more.\n".utf8))
  private static let report = FileReport(
    path: "a.md", text: text,
    findings: [
      Finding(
        code: "spelling.unknown-word", severity: .hint, message: "Unknown word “wrods”\n\"\\\u{1}", range: 7..<12,
        replacements: [.init(text: "words", confidence: 0.1 + 0.2), .init(text: "", confidence: 1e-9)],
        confidence: 0.7, isSafe: true),
      Finding(
        code: "grammar.comma", severity: .error, message: "", range: 36..<36, replacements: [], confidence: 1,
        isSafe: false),
    ], wordCount: 5, highlights: [FileReport.Highlight(range: 0..<19, score: 0.125)], leniency: 0.3)

  private func read(_ json: String) throws -> FileReport? {
    FileReport(json: try JSONValue(parsing: json), path: "b.md", text: Self.text)
  }

  @Test func readsWhatWasWritten() throws {
    let read = try #require(try read(Self.report.encodedText()))
    #expect(read.path == "b.md" && read.text.bytes == Self.text.bytes && read.error == nil)
    #expect(read.findings == Self.report.findings && read.highlights == Self.report.highlights)
    #expect(read.wordCount == 5 && read.leniency == 0.3)
    let empty = try #require(try self.read(FileReport(path: "").encodedText()))
    #expect(empty.findings.isEmpty && empty.highlights.isEmpty)
  }

  @Test(arguments: [
    ("\"bytes\":[7,12]", "\"bytes\":[7,1200]"), ("\"bytes\":[7,12]", "\"bytes\":[12,7]"),
    ("\"bytes\":[0,19]", "\"bytes\":[-1,19]"), ("\"words\":5", "\"words\":null"), ("\"severity\":4", "\"severity\":9"),
    ("\"safe\":true", "\"safe\":1"), ("[\"words\",\"\"]", "[\"words\"]"), ("\"score\"", "\"sc\""),
    ("\"findings\":", "\"found\":"),
  ])
  func refusesAnythingElse(_ old: String, _ new: String) throws {
    let json = Self.report.encodedText()
    #expect(json.contains(old))
    #expect(try read(json.replacing(old, with: new)) == nil)
  }
}
