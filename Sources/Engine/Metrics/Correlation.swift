/// Correlations of two lists of numbers of equal length.
package enum Correlation {
  /// Pearson's linear correlation, from -1 to 1; 0 when a list does not vary or is shorter than two.
  ///
  /// O(n).
  package static func pearson(_ a: [Double], _ b: [Double]) -> Double {
    precondition(a.count == b.count, "two lists of equal length")
    guard a.count > 1 else { return 0 }
    let meanA = a.reduce(0, +) / Double(a.count)
    let meanB = b.reduce(0, +) / Double(b.count)
    var covariance = 0.0
    var varianceA = 0.0
    var varianceB = 0.0
    for (x, y) in zip(a, b) {
      covariance += (x - meanA) * (y - meanB)
      varianceA += (x - meanA) * (x - meanA)
      varianceB += (y - meanB) * (y - meanB)
    }
    let spread = (varianceA * varianceB).squareRoot()
    return spread > 0 ? max(-1, min(1, covariance / spread)) : 0
  }

  /// Spearman's rank correlation: Pearson's of the ranks, equal numbers sharing the mean of theirs.
  ///
  /// O(n log n).
  package static func spearman(_ a: [Double], _ b: [Double]) -> Double { pearson(ranks(a), ranks(b)) }

  /// Ranks from 1, of equal numbers their mean.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for position in start..<end { ranks[order[position]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }
}
