extension Array {
  /// The elements in parts of so many each, in order; the parts hold all of them.
  ///
  /// O(n).
  @inlinable package func divided(into counts: some Sequence<Int>) -> [[Element]] {
    var start = 0
    return counts.map { count in
      defer { start += count }
      return Array(self[start..<start + count])
    }
  }
}
