/// Measures of an order against what is relevant in it.
package enum Ranking {
  /// The mean of the precision at each relevant element, in the order of falling scores; 0 without relevant ones.
  ///
  /// Elements of equal score are counted together, so the result does not depend on their order. O(n log n).
  package static func averagePrecision(relevant: [Bool], scores: [Double]) -> Double {
    precondition(relevant.count == scores.count, "a score for each element")
    let total = relevant.count { $0 }
    guard total > 0 else { return 0 }
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var sum = 0.0
    var hits = 0
    var start = 0
    while start < order.count {
      var end = start
      var found = 0
      while end < order.count, scores[order[end]] == scores[order[start]] {
        found += relevant[order[end]] ? 1 : 0
        end += 1
      }
      hits += found
      sum += Double(found) * ratio(hits, end)
      start = end
    }
    return sum / Double(total)
  }

  /// How many of the relevant elements are among as many best ones; precision, recall and F1 at once.
  ///
  /// 0 without relevant ones.
  ///
  /// Of equal scores the earlier one counts as better. O(n log n).
  package static func precisionAtRelevantCount(relevant: [Bool], scores: [Double]) -> Double {
    precondition(relevant.count == scores.count, "a score for each element")
    let total = relevant.count { $0 }
    let best = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(total)
    return ratio(best.count { relevant[$0] }, total)
  }
}
