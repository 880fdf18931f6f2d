/// How often each unit occurs, and which are the most frequent of neighbours in the vocabulary.
///
/// Immutable; any number of threads may share it.
struct UnigramTable: Sendable {
  /// `[count + 1]`: occurrences of the units before each place.
  private let sums: [Int]
  /// A tree of maxima: node `i` has the children `2i` and `2i + 1`, units are leaves; the number of the most frequent unit below each.
  private let best: [Int32]
  private let leaves: Int

  /// - Parameter counts: of each unit; the last one is of all unknown ones.
  init(_ counts: [Int]) {
    var sums = [0]
    for count in counts { sums.append(sums[sums.count - 1] + count) }
    var leaves = 1
    while leaves < counts.count { leaves *= 2 }
    var best = [Int32](repeating: -1, count: 2 * leaves)
    for id in counts.indices { best[leaves + id] = Int32(id) }
    for node in stride(from: leaves - 1, to: 0, by: -1) {
      best[node] = Self.better(best[2 * node], best[2 * node + 1], sums)
    }
    (self.sums, self.best, self.leaves) = (sums, best, leaves)
  }

  private static func count(_ id: Int32, _ sums: [Int]) -> Int { id < 0 ? -1 : sums[Int(id) + 1] - sums[Int(id)] }

  /// The more frequent one; the smaller number of equal ones.
  private static func better(_ a: Int32, _ b: Int32, _ sums: [Int]) -> Int32 {
    count(b, sums) > count(a, sums) ? b : a
  }

  func probability(of id: Int32) -> Double { probability(in: id..<id + 1) }

  func probability(in ids: Range<Int32>) -> Double {
    Double(sums[Int(ids.upperBound)] - sums[Int(ids.lowerBound)]) / Double(max(1, sums[sums.count - 1]))
  }

  /// The most frequent units of a range, at most `count`.
  ///
  /// O(count * (count + log(units))).
  func best(_ count: Int, in ids: Range<Int32>) -> [Int32] {
    var (found, parts) = ([Int32](), [ids])
    while found.count < count {
      let tops = parts.map(top)
      guard let part = tops.indices.max(by: { precedes(tops[$1], tops[$0]) }), tops[part] >= 0 else { break }
      let range = parts.remove(at: part)
      found.append(tops[part])
      parts += [range.lowerBound..<tops[part], tops[part] + 1..<range.upperBound]
    }
    return found
  }

  /// Whether `a` is the better one.
  private func precedes(_ a: Int32, _ b: Int32) -> Bool { a != b && Self.better(min(a, b), max(a, b), sums) == a }

  /// The most frequent unit of a range; -1 for none.
  private func top(_ ids: Range<Int32>) -> Int32 {
    var (left, right, result) = (Int(ids.lowerBound) + leaves, Int(ids.upperBound) + leaves, Int32(-1))
    while left < right {
      if left % 2 == 1 {
        if precedes(best[left], result) { result = best[left] }
        left += 1
      }
      if right % 2 == 1 {
        right -= 1
        if precedes(best[right], result) { result = best[right] }
      }
      (left, right) = (left / 2, right / 2)
    }
    return result
  }
}
