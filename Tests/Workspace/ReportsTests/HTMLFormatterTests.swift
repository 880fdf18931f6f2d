import Documents
import Foundation
import Reports
import TestSupport
import Testing
import Text

@Suite struct HTMLFormatterTests {
  /// The page without its style sheet and script.
  private func body(_ reports: [FileReport]) throws -> String {
    let page = try render(.html, reports)
    let start = page.range(of: "<main")?.lowerBound ?? page.startIndex
    let end = page.range(of: "</main>")?.upperBound ?? page.endIndex
    return String(page[start..<end])
  }

  @Test func `a marked word has its reason and replacements`() throws {
    let text = "The qick fox."
    let body = try body([report("a.md", text, [finding("qick", in: text, replacements: ["quick"])])])
    #expect(
      body.contains(
        "The <mark class=\"k0 c0\" id=\"f0m0\" data-c=\"0\" tabindex=\"0\" aria-describedby=\"f0m0t\" data-r=\"quick\">qick<"
      ))
    #expect(body.contains("<span class=\"msg\">Unknown word.</span>"))
    #expect(body.contains("<span class=\"alt\">quick</span>"))
    #expect(body.contains("</mark> fox.</p>"))
  }

  @Test func `hostile text stays text`() throws {
    let evil = "</p><script>alert(1)</script>\"' onload=x & \u{0} <img src=x onerror=y>"
    let hostile = Finding(
      code: evil, severity: .error, message: evil, range: 4..<12, replacements: [.init(text: evil, confidence: 1)],
      confidence: 1, isSafe: false)
    let failed = FileReport(path: evil, error: HostileError(message: evil))
    let page = try render(.html, [report(evil, evil, [hostile]), failed])
    #expect(page.components(separatedBy: "<script>").count == 2)
    #expect(!page.contains("<img") && !page.contains("alert(1)</script>") && !page.contains("\u{0}"))
    #expect(!page.contains("data-r=\"</p>"))
  }

  @Test func `the page loads nothing from anywhere`() throws {
    let page = try render(.html, [report("a.md", "text", [finding("text", in: "text")])])
    for reference in ["http:", "https:", "src=", "@import", "url(", "<link"] { #expect(!page.contains(reference)) }
    #expect(page.contains("default-src 'none'"))
  }

  @Test func `several files have a table of contents`() throws {
    let page = try render(.html, [report("a.md", "x", [finding("x", in: "x")]), report("b.md", "y", []), unreadable])
    #expect(page.contains("<a href=\"#f1\">b.md</a>"))
    #expect(page.contains("<article id=\"f1\""))
    #expect(page.contains("could not be read"))
    #expect(page.contains("1 place to look at in 1 of 3 files."))
  }

  @Test func `a clean document says so`() throws {
    let page = try render(.html, [report("a.md", "Fine text.", [])])
    #expect(page.contains("Nothing found. Let it stand."))
    #expect(!page.contains("<fieldset>"))
  }

  /// The text of all blocks, reasons and tags taken out, is the document, whatever findings and highlights there are.
  @Test(arguments: 0..<60) func `the page shows the whole document`(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let pieces = [
      "# Head\n", "word ", "\n", "\n\n", "```\ncode\n```\n", "- item\n", "| a | b |\n", "> quote\n", "é", "🙂", "---\n",
      "1. x\n",
    ]
    let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      .joined()
    let rope = Rope(text)
    func range() -> Range<Int> {
      let ends = [0, 1].map { _ in rope.scalarStart(Int.random(in: 0...rope.count, using: &random)) }.sorted()
      return ends[0]..<min(ends[1], ends[0] + 20 > rope.count ? rope.count : rope.scalarStart(ends[0] + 20))
    }
    let findings = (0..<Int.random(in: 0...8, using: &random)).map { _ in
      Finding(
        code: "a.b", severity: .hint, message: "m", range: range(), replacements: [], confidence: 1, isSafe: false)
    }
    let highlights = (0..<Int.random(in: 0...5, using: &random)).map { _ in
      FileReport.Highlight(range: range(), score: 0.5)
    }
    let file = FileReport(path: "a.md", text: rope, findings: findings, wordCount: 1, highlights: highlights)
    let body = try body([file])
    #expect(plainText(body) == text)
    let ids = body.components(separatedBy: "id=\"f0m").count - 1
    #expect(ids == 2 * groupCount(findings))
  }

  /// The text between the tags of the documents, without their reasons.
  private func plainText(_ body: String) -> String {
    var text = body.components(separatedBy: "<div class=\"text\">")[1].components(separatedBy: "</div></article>")[0]
    text = text.replacing(/<span class="tip".*?<\/span><\/mark>/.dotMatchesNewlines(), with: "</mark>")
    text = text.replacing(/<[^>]*>/, with: "")
    return text.replacing("&gt;", with: ">").replacing("&lt;", with: "<").replacing("&amp;", with: "&")
  }

  /// How many marks findings make when overlapping ones are joined.
  private func groupCount(_ findings: [Finding]) -> Int {
    let ranges = findings.map(\.range).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var count = 0
    var last: Range<Int>?
    for range in ranges {
      if let previous = last, range.lowerBound < previous.upperBound || range == previous {
        last = previous.lowerBound..<max(previous.upperBound, range.upperBound)
      } else {
        last = range
        count += 1
      }
    }
    return count
  }
}
