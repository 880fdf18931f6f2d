import Documents
import JSON
import Text

/// A finding as the `json` and `jsonl` formats write it: lines and characters from 0, characters in UTF-16 code units.
struct FindingJSON: JSONEncodable {
  let report: FileReport
  let finding: Finding
  /// Whether the path stands in the record, as in `jsonl`.
  let hasPath: Bool

  func encode(to writer: inout JSONWriter) {
    let range = report.clamped(finding.range)
    writer.object {
      if hasPath { $0.field("path", report.path) }
      $0.field("range", RangeJSON(report, range))
      $0.field("bytes", [range.lowerBound, range.upperBound])
      $0.field("code", finding.code)
      $0.field("category", finding.category)
      $0.field("severity", finding.severity.name)
      $0.field("message", finding.message)
      $0.field("replacements", finding.replacements.map(\.text))
      $0.field("confidence", finding.confidence)
    }
  }
}

/// A range as the Language Server Protocol writes it: `{"start":{"line","character"},"end":{...}}`.
private struct RangeJSON: JSONEncodable {
  let start: TextPosition
  let end: TextPosition

  init(_ report: FileReport, _ range: Range<Int>) {
    start = report.position(at: range.lowerBound)
    end = report.position(at: range.upperBound)
  }

  func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("start", PositionJSON(position: start))
      $0.field("end", PositionJSON(position: end))
    }
  }
}

private struct PositionJSON: JSONEncodable {
  let position: TextPosition

  func encode(to writer: inout JSONWriter) {
    writer.object {
      $0.field("line", position.line)
      $0.field("character", position.character)
    }
  }
}
