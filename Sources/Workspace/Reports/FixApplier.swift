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
  /// No other byte changes, also of a text that is not UTF-8: ranges belong to its repaired form and are led back. O(bytes + findings).
  package static func apply(_ findings: [Finding], to bytes: [UInt8]) -> Result {
    let ordered = findings.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    let repairs = UTF8Repair.repairs(of: bytes)
    let text = repairs.isEmpty ? bytes : UTF8Repair.repaired(bytes)
    var applied: [Finding] = []
    var left: [Finding] = []
    for finding in ordered {
      let isFree =
        finding.range.lowerBound >= applied.last?.range.upperBound ?? 0 && !isSameInsertion(finding, applied.last)
      if isFree, safeReplacement(of: finding, in: text) != nil,
        !hasRepair(text[finding.range])
      {
        applied.append(finding)
      } else {
        left.append(finding)
      }
    }
    return Result(bytes: edited(bytes, applied, repairs), applied: applied, left: left)
  }

  /// Whether a replacement character stands there: what it stands for is not known well enough to be changed.
  private static func hasRepair(_ text: ArraySlice<UInt8>) -> Bool {
    text.indices.contains { text[$0...].starts(with: [0xEF, 0xBF, 0xBD]) }
  }

  private static func edited(
    _ bytes: [UInt8], _ applied: [Finding], _ repairs: [(original: Range<Int>, repaired: Range<Int>)]
  ) -> [UInt8] {
    var output: [UInt8] = []
    var rest = repairs[...]
    var (end, shift) = (0, 0)
    for finding in applied {
      while let repair = rest.first, repair.repaired.upperBound <= finding.range.lowerBound {
        shift = repair.original.upperBound - repair.repaired.upperBound
        rest.removeFirst()
      }
      output += bytes[end..<finding.range.lowerBound + shift]
      output += finding.replacements[0].text.utf8
      end = finding.range.upperBound + shift
    }
    return output + bytes[end...]
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
