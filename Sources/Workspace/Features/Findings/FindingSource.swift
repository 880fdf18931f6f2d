import Documents

/// Where a finding comes from, the one that counts first where two of the same length overlap.
enum FindingSource: Int, Sendable, Comparable {
  /// Exact by construction.
  case rule
  /// A word that no dictionary has; the person may add it.
  case spelling
  /// Probable.
  case model

  static func < (a: FindingSource, b: FindingSource) -> Bool { a.rawValue < b.rawValue }
}

/// A finding with what decides between overlapping ones.
struct SourcedFinding: Sendable {
  let located: LocatedFinding
  let source: FindingSource

  private var range: Range<Int> { located.finding.range }

  /// The findings without those that overlap a better one, in the order of the text.
  ///
  /// The longest counts, because it was made with more of the sentence in view and its replacement usually does what the shorter one
  /// wants; of equally long ones that of the more exact source. O(n log n).
  static func merged(_ found: [SourcedFinding]) -> [LocatedFinding] {
    let ordered = found.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var kept: [SourcedFinding] = []
    for finding in ordered {
      // A better one that comes later may take away several.
      var isKept = true
      while let last = kept.last, last.overlaps(finding) {
        if last.isBetter(than: finding) {
          isKept = false
          break
        }
        kept.removeLast()
      }
      if isKept { kept.append(finding) }
    }
    return kept.map(\.located)
  }

  /// Whether both want to change the same bytes; insertions at one place do.
  private func overlaps(_ other: SourcedFinding) -> Bool {
    range.overlaps(other.range) || range == other.range
      || range.isEmpty && other.range.lowerBound < range.lowerBound && range.lowerBound < other.range.upperBound
      || other.range.isEmpty && range.lowerBound < other.range.lowerBound && other.range.lowerBound < range.upperBound
  }

  private func isBetter(than other: SourcedFinding) -> Bool {
    range.count == other.range.count ? source <= other.source : range.count > other.range.count
  }
}
