import JSON

/// `jsonl`: one finding a line.
///
/// Files that could not be read are the caller's to tell.
struct JSONLinesFormatter: ReportFormatter {
  mutating func begin() -> [UInt8] { [] }

  mutating func file(_ report: FileReport) -> [UInt8] {
    report.findings.flatMap {
      FindingJSON(report: report, finding: $0, hasPath: true).encoded() + [UInt8(ascii: "\n")]
    }
  }

  mutating func end(_ summary: ReportSummary) -> [UInt8] { [] }
}
