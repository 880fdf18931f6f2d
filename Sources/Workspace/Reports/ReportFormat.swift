/// The formats of a report, by the name that `--format` takes.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text, json, jsonl, sarif, html

  /// Whether a file that could not be read is told within the report.
  ///
  /// Elsewhere the caller tells it on standard error.
  package var tellsErrors: Bool { self != .jsonl }

  /// A formatter for one report.
  package func makeFormatter(_ style: ReportStyle = ReportStyle()) -> any ReportFormatter {
    switch self {
    case .text: TextFormatter(style)
    case .json: JSONFormatter()
    case .jsonl: JSONLinesFormatter()
    case .sarif: SARIFFormatter(style)
    case .html: HTMLFormatter(style)
    }
  }
}

/// What a report looks like, beyond its format.
package struct ReportStyle: Sendable {
  /// Whether `text` is coloured.
  package var usesColor = false
  /// Columns of the terminal, for `text`.
  package var width = 100
  /// The version of Stet that is named in the report.
  package var version = "0.1.0"
  /// One sentence for each rule, by code.
  package var ruleDescriptions: [String: String] = [:]

  package init() {}
}

/// Turns reports of files into bytes, one after the other, so that a large run needs no memory for all of them.
package protocol ReportFormatter: Sendable {
  /// What stands before the first file.
  mutating func begin() -> [UInt8]
  /// What is said about one file.
  mutating func file(_ report: FileReport) -> [UInt8]
  /// What stands behind the last file.
  mutating func end(_ summary: ReportSummary) -> [UInt8]
}

/// Sends a report to a sink as it comes into being, and counts.
package struct ReportWriter {
  package private(set) var summary = ReportSummary()
  private var formatter: any ReportFormatter
  private let sink: ([UInt8]) throws -> Void

  /// Writes the beginning.
  /// - Throws: What `sink` throws, here and in the other functions.
  package init(_ formatter: any ReportFormatter, sink: @escaping ([UInt8]) throws -> Void) throws {
    self.formatter = formatter
    self.sink = sink
    try write(self.formatter.begin())
  }

  /// Writes one file; files appear in the order of the calls.
  package mutating func add(_ report: FileReport) throws {
    summary.add(report)
    try write(formatter.file(report))
  }

  /// Writes the end.
  ///
  /// Nothing may follow.
  package mutating func finish() throws { try write(formatter.end(summary)) }

  private func write(_ bytes: [UInt8]) throws {
    if !bytes.isEmpty { try sink(bytes) }
  }
}
