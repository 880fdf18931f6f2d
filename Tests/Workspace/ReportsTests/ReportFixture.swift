import Documents
import Reports
import Support
import Text

/// A finding on the `occurrence`th place of `marked` in `text`.
func finding(
  _ marked: String, in text: String, occurrence: Int = 0, code: String = "spelling.unknown-word",
  severity: Severity = .warning, message: String = "Unknown word.", replacements: [String] = [], isSafe: Bool = false
) -> Finding {
  let haystack = Array(text.utf8)
  let needle = Array(marked.utf8)
  let starts = haystack.indices.filter { haystack[$0...].starts(with: needle) }
  let start = starts.indices.contains(occurrence) ? starts[occurrence] : haystack.count
  return Finding(
    code: code, severity: severity, message: message, range: start..<min(haystack.count, start + needle.count),
    replacements: replacements.map { .init(text: $0, confidence: 0.9) }, confidence: 0.8, isSafe: isSafe)
}

/// The report of a text with one finding for each marked word.
func report(_ path: String, _ text: String, _ findings: [Finding]) -> FileReport {
  FileReport(
    path: path, text: Rope(text), findings: findings,
    wordCount: text.split(whereSeparator: \.isWhitespace).count)
}

/// All that a formatter writes about some files.
func render(_ format: ReportFormat, _ reports: [FileReport], style: ReportStyle = ReportStyle()) throws -> String {
  final class Sink { var bytes: [UInt8] = [] }
  let sink = Sink()
  var writer = try ReportWriter(format.makeFormatter(style)) { sink.bytes += $0 }
  for report in reports { try writer.add(report) }
  try writer.finish()
  return String(decoding: sink.bytes, as: UTF8.self)
}

/// A file that could not be read.
let unreadable = FileReport(
  path: "gone.md", error: SupportError(code: "io-error", message: "cannot read gone.md", hint: "Check the path."))

/// An error whose message nobody should trust.
struct HostileError: HintedError {
  let code = "hostile"
  let message: String
  let hint = ""
}
