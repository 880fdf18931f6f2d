extension TokenAligner {
  /// The places where two texts differ, as ranges of tokens: neighbouring steps that change something are one edit.
  ///
  /// O(n m) of the differing parts.
  package static func edits(
    from source: EditableText, to target: EditableText
  ) -> [(source: Range<Int>, target: Range<Int>)] {
    var result: [(source: Range<Int>, target: Range<Int>)] = []
    var (i, j, isOpen) = (0, 0, false)
    for step in steps(from: source, to: target) {
      let size = step.size
      defer { (i, j) = (i + size.source, j + size.target) }
      if case .same = step {
        isOpen = false
        continue
      }
      let (first, second) = (i..<i + size.source, j..<j + size.target)
      if isOpen, let last = result.popLast() {
        result.append((last.source.lowerBound..<first.upperBound, last.target.lowerBound..<second.upperBound))
      } else {
        result.append((first, second))
      }
      isOpen = true
    }
    return result
  }
}
