import Documents
import Text

/// `text`: for people, and for editors that read compiler messages.
///
/// Lines and columns start at 1; columns count UTF-16 code units.
struct TextFormatter: ReportFormatter {
  private let style: ReportStyle
  private let paint: Paint

  init(_ style: ReportStyle) {
    self.style = style
    paint = Paint(isOn: style.usesColor)
  }

  mutating func begin() -> [UInt8] { [] }

  mutating func file(_ report: FileReport) -> [UInt8] {
    let path = DisplayText.safe(report.path)
    if let error = report.error {
      let text = DisplayText.safe(error.description)
      return Array("\(paint.bold(path + ":")) \(paint.red("error:")) \(text)\n".utf8)
    }
    return report.findings.reduce(into: []) { $0 += Array(message($1, in: report, path).utf8) }
  }

  mutating func end(_ summary: ReportSummary) -> [UInt8] { Array((summaryLine(summary) + "\n").utf8) }

  private func message(_ finding: Finding, in report: FileReport, _ path: String) -> String {
    let range = report.clamped(finding.range)
    let position = report.position(at: range.lowerBound)
    let place = paint.bold("\(path):\(position.line + 1):\(position.character + 1):")
    let severity = paint.severity(finding.severity, finding.severity.name + ":")
    let head =
      "\(place) \(severity) \(DisplayText.safe(finding.message)) \(paint.dim("[\(DisplayText.safe(finding.code))]"))\n"
    return head + excerpt(finding, range, line: position.line, in: report)
  }

  private func excerpt(_ finding: Finding, _ range: Range<Int>, line: Int, in report: FileReport) -> String {
    let lineRange = report.text.lineRange(line)
    let number = String(line + 1)
    let start = range.lowerBound - lineRange.lowerBound
    let mark = start..<max(start, min(range.upperBound, lineRange.upperBound) - lineRange.lowerBound)
    let shown = Self.slice(lineRange, around: range.lowerBound, in: report.text)
    let excerpt = SourceExcerpt(
      line: report.text.bytes(in: shown), mark: Self.shift(mark, by: lineRange.lowerBound - shown.lowerBound),
      width: style.width - number.count - 5)
    let gutter = String(repeating: " ", count: number.count)
    let replacements = finding.replacements.prefix(5).map { DisplayText.safe($0.text.isEmpty ? "(remove)" : $0.text) }
    let proposal = replacements.isEmpty ? "" : " " + paint.green(replacements.joined(separator: ", "))
    return "  \(paint.dim(number + " |")) \(excerpt.line)\n"
      + "  \(paint.dim(gutter + " |")) \(paint.severity(finding.severity, excerpt.marker))\(proposal)\n"
  }

  /// A part of a very long line that is enough for every terminal, on scalar boundaries.
  private static func slice(_ line: Range<Int>, around offset: Int, in text: Rope) -> Range<Int> {
    guard line.count > 8192 else { return line }
    let start = text.scalarStart(max(line.lowerBound, offset - 4096))
    return start..<text.scalarStart(min(line.upperBound, offset + 4096))
  }

  private static func shift(_ range: Range<Int>, by distance: Int) -> Range<Int> {
    range.lowerBound + distance..<range.upperBound + distance
  }

  private func summaryLine(_ summary: ReportSummary) -> String {
    let files = count(summary.files, "file")
    let failures = summary.failures == 0 ? "" : "; \(count(summary.failures, "file")) could not be read"
    guard summary.findings > 0 else { return "No findings in \(files), \(count(summary.words, "word"))\(failures)." }
    let categories = summary.rankedCategories.map { "\($0.count.grouped) \(DisplayText.safe($0.name))" }
    let head = paint.bold("\(count(summary.findings, "finding")) in \(summary.filesWithFindings.grouped) of \(files)")
    return "\(head), \(count(summary.words, "word")): \(categories.joined(separator: ", "))\(failures)."
  }

  private func count(_ number: Int, _ noun: String) -> String { "\(number.grouped) \(noun)\(number == 1 ? "" : "s")" }
}

/// Escape sequences for colours (ECMA-48 SGR), or none.
struct Paint: Sendable {
  let isOn: Bool

  func bold(_ text: String) -> String { sgr("1", text) }
  func dim(_ text: String) -> String { sgr("2", text) }
  func red(_ text: String) -> String { sgr("1;31", text) }
  func green(_ text: String) -> String { sgr("32", text) }

  func severity(_ severity: Severity, _ text: String) -> String {
    switch severity {
    case .error: red(text)
    case .warning: sgr("1;33", text)
    case .information: sgr("1;34", text)
    case .hint: sgr("36", text)
    }
  }

  private func sgr(_ code: String, _ text: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}

extension Int {
  /// With commas between groups of three digits.
  var grouped: String {
    let digits = String(magnitude)
    let text = digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? ",\(digit)" : String(digit)
    }
    return (self < 0 ? "-" : "") + text.joined()
  }
}
