import Documents
import Support

/// `html`: one self-contained page with the documents, marks in them, the reasons on hover and focus, and a summary on top.
///
/// The summary comes first on the page, so the rendered documents wait in memory.
struct HTMLFormatter: ReportFormatter {
  private let style: ReportStyle
  private var categories: [String] = []
  private var files: [FileEntry] = []
  /// One piece of the page for each file.
  private var articles: [[UInt8]] = []

  /// A line of the table of contents.
  private struct FileEntry {
    let path: String
    let words: Int
    let findings: Int
    let error: String?
  }

  init(_ style: ReportStyle) { self.style = style }

  mutating func begin() -> [UInt8] { [] }

  mutating func file(_ report: FileReport) -> [UInt8] {
    let number = files.count
    files.append(
      FileEntry(
        path: report.path, words: report.wordCount, findings: report.findings.count, error: report.error?.description))
    for finding in report.findings where !categories.contains(finding.category) { categories.append(finding.category) }
    let known = categories
    let document = HTMLDocument(report, prefix: "f\(number)") { category in known.firstIndex(of: category) ?? 0 }
    var article = HTMLBuffer()
    article.markup("<article id=\"f\(number)\" aria-labelledby=\"f\(number)h\"><header><h2 id=\"f\(number)h\">")
    article.text(report.path)
    article.markup("</h2><p class=\"facts\">\(Self.facts(report))</p></header>\n")
    if let error = report.error {
      article.markup("<p class=\"failure\">")
      article.text(error.description)
      article.markup("</p>")
    }
    article.markup("<div class=\"text\">")
    article.append(document.html.bytes)
    article.markup("</div></article>\n")
    articles.append(article.bytes)
    return []
  }

  mutating func end(_ summary: ReportSummary) -> [UInt8] {
    var page = HTMLBuffer()
    page.markup(head(summary))
    page.markup(
      "<body>\n<a class=\"skip\" href=\"#documents\">Skip to the text</a>\n<header class=\"top\"><h1>stet</h1>")
    page.markup("<p class=\"tagline\">\(Self.verdict(summary))</p>")
    writeNumbers(summary, to: &page)
    writeBar(summary, to: &page)
    page.markup("</header>\n")
    writeFilters(summary, to: &page)
    if files.count > 1 { writeContents(to: &page) }
    page.markup("<main id=\"documents\" class=\"\(files.count > 1 ? "many" : "one")\">\n")
    page.reserve(articles.reduce(0) { $0 + $1.count })
    for article in articles { page.append(article) }
    page.markup("</main>\n<footer>Made by stet \(escaped(style.version)). Nothing on this page leaves it.</footer>\n")
    page.markup("<script>\(HTMLStyle.script)</script>\n</body>\n</html>\n")
    return page.bytes
  }

  // MARK: Summary

  private func head(_ summary: ReportSummary) -> String {
    let title = files.count == 1 ? escaped(files[0].path) : "\(files.count.grouped) files"
    let policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <title>\(title) – stet</title>
      <style>\(HTMLStyle.sheet(categories: categories.count))</style>
      </head>

      """
  }

  private static func verdict(_ summary: ReportSummary) -> String {
    if summary.findings == 0 { return "Nothing found. Let it stand." }
    let files = summary.files == 1 ? "" : " in \(summary.filesWithFindings.grouped) of \(summary.files.grouped) files"
    return "\(summary.findings.grouped) \(summary.findings == 1 ? "place" : "places") to look at\(files)."
  }

  private func writeNumbers(_ summary: ReportSummary, to page: inout HTMLBuffer) {
    let density = summary.density.map { ($0 * 10).rounded() / 10 }
    var numbers = [
      (summary.findings.grouped, summary.findings == 1 ? "finding" : "findings"),
      (summary.words.grouped, summary.words == 1 ? "word" : "words"),
      (density.map { "\($0)" } ?? "–", "per 1,000 words"),
    ]
    if summary.files > 1 { numbers.append((summary.files.grouped, "files")) }
    if summary.failures > 0 { numbers.append((summary.failures.grouped, "not read")) }
    page.markup("<dl class=\"numbers\">")
    for (number, name) in numbers { page.markup("<div><dt>\(name)</dt><dd>\(number)</dd></div>") }
    page.markup("</dl>")
  }

  /// How the findings divide into categories, as one bar; the filters below it say the same in words.
  private func writeBar(_ summary: ReportSummary, to page: inout HTMLBuffer) {
    guard summary.findings > 0 else { return }
    page.markup("<div class=\"bar\" aria-hidden=\"true\">")
    for (name, count) in summary.rankedCategories {
      page.markup("<span class=\"k\(index(of: name) % HTMLStyle.colors)\" style=\"flex-grow:\(count)\"></span>")
    }
    page.markup("</div>")
  }

  private func writeFilters(_ summary: ReportSummary, to page: inout HTMLBuffer) {
    guard summary.findings > 0 else { return }
    page.markup("<div class=\"tools\"><fieldset><legend>Show</legend>")
    for (name, count) in summary.rankedCategories {
      let index = index(of: name)
      page.markup(
        "<label class=\"k\(index % HTMLStyle.colors)\"><input type=\"checkbox\" id=\"show\(index)\" checked> ")
      page.text(name)
      page.markup(" <b>\(count.grouped)</b></label>")
    }
    page.markup("</fieldset><div class=\"nav\" id=\"nav\" hidden>")
    page.markup("<button type=\"button\" id=\"prev\" aria-label=\"Previous finding\" title=\"Previous (k)\">↑</button>")
    page.markup("<output id=\"where\" aria-live=\"polite\"></output>")
    page.markup(
      "<button type=\"button\" id=\"next\" aria-label=\"Next finding\" title=\"Next (j)\">↓</button></div></div>\n")
  }

  private func writeContents(to page: inout HTMLBuffer) {
    let highest = max(1, files.map(\.findings).max() ?? 1)
    page.markup("<nav class=\"contents\" aria-label=\"Files\"><table><thead><tr><th scope=\"col\">File</th>")
    page.markup("<th scope=\"col\">Words</th><th scope=\"col\">Findings</th><th scope=\"col\">Per 1,000</th>")
    page.markup("<th aria-hidden=\"true\"></th></tr></thead><tbody>\n")
    for (number, file) in files.enumerated() {
      page.markup("<tr><td><a href=\"#f\(number)\">")
      page.text(file.path)
      page.markup("</a></td>")
      if file.error != nil {
        page.markup("<td colspan=\"4\" class=\"failure\">could not be read</td></tr>\n")
        continue
      }
      let density = file.words == 0 ? "–" : "\((Double(file.findings) * 10_000 / Double(file.words)).rounded() / 10)"
      page.markup("<td>\(file.words.grouped)</td><td>\(file.findings.grouped)</td><td>\(density)</td>")
      page.markup(
        "<td aria-hidden=\"true\"><span class=\"meter\" style=\"width:\(file.findings * 100 / highest)%\"></span></td></tr>\n"
      )
    }
    page.markup("</tbody></table></nav>\n")
  }

  private static func facts(_ report: FileReport) -> String {
    let findings = report.findings.count
    return "\(report.wordCount.grouped) words · \(findings.grouped) \(findings == 1 ? "finding" : "findings")"
  }

  private func index(of category: String) -> Int { categories.firstIndex(of: category) ?? 0 }

  private func escaped(_ text: String) -> String {
    var buffer = HTMLBuffer()
    buffer.text(text)
    return String(decoding: buffer.bytes, as: UTF8.self)
  }
}
