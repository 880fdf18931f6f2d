import Documents

/// Findings that share text, shown as one mark.
struct FindingGroup {
  private(set) var range: Range<Int>
  private(set) var findings: [Finding]

  /// Joins overlapping findings; the groups are disjoint and in order.
  static func groups(of report: FileReport) -> [FindingGroup] {
    report.findings.reduce(into: []) { groups, finding in
      let range = report.clamped(finding.range)
      if let last = groups.last, range.lowerBound < last.range.upperBound || range == last.range {
        groups[groups.count - 1].range = last.range.lowerBound..<max(last.range.upperBound, range.upperBound)
        groups[groups.count - 1].findings.append(finding)
      } else {
        groups.append(FindingGroup(range: range, findings: [finding]))
      }
    }
  }
}
