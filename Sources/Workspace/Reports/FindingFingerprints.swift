import Documents
import Text

/// Names findings by what they are about and not by where they stand, so that one is recognised after lines moved.
///
/// A name is a hash of the rule, the marked text and the words of its line, and of how many equal ones came before in the file.
struct FindingFingerprints {
  private let report: FileReport
  private var counts: [ContentHash: Int] = [:]

  init(_ report: FileReport) { self.report = report }

  /// The name of the next finding, in the order of the report.
  mutating func next(for finding: Finding) -> String {
    let range = report.clamped(finding.range)
    let marked = report.text.bytes(in: range)
    let hash = ContentHash(Array(finding.code.utf8) + [0] + marked + [0] + context(range))
    counts[hash, default: 0] += 1
    return "\(hash):\(counts[hash] ?? 1)"
  }

  /// Up to 64 bytes of the line on each side, without the white space, which reformatting changes.
  private func context(_ range: Range<Int>) -> [UInt8] {
    let line = report.text.lineRange(report.text.line(at: range.lowerBound))
    let start = max(line.lowerBound, range.lowerBound - 64)
    let end = min(max(line.upperBound, range.upperBound), range.upperBound + 64)
    return report.text.bytes(in: start..<max(start, end)).filter { $0 > 0x20 }
  }
}
