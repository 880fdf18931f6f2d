package import Documents

/// Counts over all files of a report.
package struct ReportSummary: Sendable, Equatable {
  package private(set) var files = 0
  package private(set) var filesWithFindings = 0
  /// Files that could not be read or analysed.
  package private(set) var failures = 0
  package private(set) var words = 0
  package private(set) var findings = 0
  package private(set) var categories: [String: Int] = [:]
  package private(set) var severities: [Severity: Int] = [:]

  package init() {}

  /// Counts one more file.
  package mutating func add(_ report: FileReport) {
    files += 1
    if report.error != nil { failures += 1 }
    if !report.findings.isEmpty { filesWithFindings += 1 }
    words += report.wordCount
    findings += report.findings.count
    for finding in report.findings {
      categories[finding.category, default: 0] += 1
      severities[finding.severity, default: 0] += 1
    }
  }

  /// Findings per 1,000 words, or nil without words.
  package var density: Double? { words == 0 ? nil : Double(findings) * 1000 / Double(words) }

  /// The categories, the most frequent first, then by name.
  package var rankedCategories: [(name: String, count: Int)] {
    categories.map { (name: $0.key, count: $0.value) }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
