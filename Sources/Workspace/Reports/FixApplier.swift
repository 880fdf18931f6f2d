package import Documents
import Text

/// Applies what may be applied unasked.
package enum FixApplier {
  /// A text after its fixes.
  package struct Result: Sendable, Equatable {
    package let bytes: [UInt8]
    /// In the order of the text.
    package let applied: [Finding]
    /// Findings without a safe replacement, or in the way of an earlier one, in the order of the text.
    package let left: [Finding]
  }

  /// Applies the first replacement of every safe finding, from the start of the text on; where two overlap, the first one counts.
  ///
  /// No other byte changes. A text that is not UTF-8 is left alone, because the ranges belong to its repaired form. O(bytes + findings).
  package static func apply(_ findings: [Finding], to bytes: [UInt8]) -> Result {
    let ordered = findings.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    guard UTF8Repair.isValid(bytes) else { return Result(bytes: bytes, applied: [], left: ordered) }
    var output: [UInt8] = []
    var applied: [Finding] = []
    var left: [Finding] = []
    var end = 0
    for finding in ordered {
      guard let text = safeReplacement(of: finding, in: bytes), finding.range.lowerBound >= end,
        !isSameInsertion(finding, applied.last)
      else {
        left.append(finding)
        continue
      }
      output += bytes[end..<finding.range.lowerBound]
      output += text.utf8
      end = finding.range.upperBound
      applied.append(finding)
    }
    return Result(bytes: output + bytes[end...], applied: applied, left: left)
  }

  /// Nil when there is none, when it changes nothing, or when the range does not lie on characters of the text.
  private static func safeReplacement(of finding: Finding, in bytes: [UInt8]) -> String? {
    guard finding.isSafe, let text = finding.replacements.first?.text, finding.range.lowerBound >= 0,
      isBoundary(finding.range.lowerBound, bytes), isBoundary(finding.range.upperBound, bytes),
      !bytes[finding.range].elementsEqual(text.utf8)
    else { return nil }
    return text
  }

  private static func isBoundary(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    offset == bytes.count || (offset < bytes.count && bytes[offset] & 0xC0 != 0x80)
  }

  /// Two insertions at one place have no order that both mean.
  private static func isSameInsertion(_ finding: Finding, _ last: Finding?) -> Bool {
    finding.range.isEmpty && last?.range == finding.range
  }
}
