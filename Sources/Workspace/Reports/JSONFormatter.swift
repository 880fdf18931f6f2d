import Documents
import JSON
import Support

/// `json`: one document, `{"version":1,"files":[...],"summary":{...}}`.
///
/// The version grows when a member changes its meaning or goes.
struct JSONFormatter: ReportFormatter {
  private var isFirst = true

  mutating func begin() -> [UInt8] { Array("{\"version\":1,\"files\":[".utf8) }

  mutating func file(_ report: FileReport) -> [UInt8] {
    defer { isFirst = false }
    return Array(isFirst ? "\n".utf8 : ",\n".utf8) + FileJSON(report: report).encoded()
  }

  mutating func end(_ summary: ReportSummary) -> [UInt8] {
    Array("\n],\n\"summary\":".utf8) + SummaryJSON(summary: summary).encoded() + Array("}\n".utf8)
  }
}

private struct FileJSON: JSONEncodable {
  let report: FileReport

  func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("path", report.path)
      $0.field("error", report.error.map(ErrorJSON.init))
      $0.field("words", report.wordCount)
      $0.field("findings", report.findings.map { FindingJSON(report: report, finding: $0, hasPath: false) })
      if !report.highlights.isEmpty { $0.field("highlights", report.highlights.map(HighlightJSON.init)) }
    }
  }
}

private struct ErrorJSON: JSONEncodable {
  let error: any HintedError

  func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("code", error.code)
      $0.field("message", error.message)
      $0.field("hint", error.hint)
    }
  }
}

private struct HighlightJSON: JSONEncodable {
  let highlight: FileReport.Highlight

  func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("bytes", [highlight.range.lowerBound, highlight.range.upperBound])
      $0.field("score", highlight.score)
    }
  }
}

private struct SummaryJSON: JSONEncodable {
  let summary: ReportSummary

  func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("files", summary.files)
      $0.field("filesWithFindings", summary.filesWithFindings)
      $0.field("failures", summary.failures)
      $0.field("words", summary.words)
      $0.field("findings", summary.findings)
      $0.field("categories", JSONValue.object(counts(summary.rankedCategories.map { ($0.name, $0.count) })))
      let severities = Severity.allCases.map { ($0.name, summary.severities[$0] ?? 0) }
      $0.field("severities", JSONValue.object(counts(severities)))
    }
  }

  private func counts(_ pairs: [(String, Int)]) -> JSONObject {
    JSONObject(pairs.map { ($0.0, JSONValue.integer(Int64($0.1))) })
  }
}
