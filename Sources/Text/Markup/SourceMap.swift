/// Where each byte of a block's prose comes from: sorted runs, so that both directions are exact and O(log runs).
///
/// All source offsets are relative to the section that holds the block.
package struct SourceMap: Sendable, Equatable {
  /// A stretch of prose and the stretch of source that it stands for.
  package struct Run: Sendable, Equatable {
    /// Prose bytes, half open, never empty.
    package let prose: Range<Int>
    /// Source bytes, half open, never empty.
    package let source: Range<Int>
    /// Whether the prose is the source, byte for byte.
    ///
    /// When false the run counts as a whole: an entity, an escape, a line join.
    package let isVerbatim: Bool
  }

  /// Prose is contiguous from 0; between the source ranges of two neighbours there may be markup.
  package private(set) var runs: [Run] = []

  /// A map without runs, for an empty prose.
  package init() {}

  /// Adds a run behind all others; source must not go backwards.
  mutating func append(proseCount: Int, source: Range<Int>, isVerbatim: Bool) {
    let start = runs.last?.prose.upperBound ?? 0
    if isVerbatim, let last = runs.last, last.isVerbatim, last.source.upperBound == source.lowerBound {
      runs[runs.count - 1] = Run(
        prose: last.prose.lowerBound..<start + proseCount, source: last.source.lowerBound..<source.upperBound,
        isVerbatim: true)
    } else {
      runs.append(Run(prose: start..<start + proseCount, source: source, isVerbatim: isVerbatim))
    }
  }

  /// The source from the first byte of prose to the last, markup between them included; empty without runs.
  package var sourceRange: Range<Int> {
    guard let first = runs.first, let last = runs.last else { return 0..<0 }
    return first.source.lowerBound..<last.source.upperBound
  }

  /// The source that the prose bytes of `range` stand for, with the markup between its first and last byte but without
  /// markup around them.
  ///
  /// A byte of a run that is not verbatim stands for the whole of it. An empty range gives the empty range right behind
  /// the byte before it, or at the start of the prose. `range` is clamped to the prose. O(log runs).
  package func sourceRange(of range: Range<Int>) -> Range<Int> {
    guard let last = runs.last else { return 0..<0 }
    let range = range.clamped(to: 0..<last.prose.upperBound)
    if range.isEmpty {
      let point = range.lowerBound == 0 ? runs[0].source.lowerBound : sourceEnd(before: range.lowerBound)
      return point..<point
    }
    let run = runs[index(ofProse: range.lowerBound)]
    let start = run.isVerbatim ? run.source.lowerBound + range.lowerBound - run.prose.lowerBound : run.source.lowerBound
    return start..<sourceEnd(before: range.upperBound)
  }

  /// How much prose lies before the source offset: the prose position of a byte of prose, the start of the run that
  /// stands for it as a whole, and for markup the position of the prose that follows.
  ///
  /// O(log runs).
  package func proseOffset(ofSource offset: Int) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].source.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    guard low < runs.count else { return runs.last?.prose.upperBound ?? 0 }
    let run = runs[low]
    return run.prose.lowerBound + (run.isVerbatim ? max(0, offset - run.source.lowerBound) : 0)
  }

  /// Where the source of the prose byte before `offset` ends; `offset` lies in 1...count.
  private func sourceEnd(before offset: Int) -> Int {
    let run = runs[index(ofProse: offset - 1)]
    return run.isVerbatim ? run.source.lowerBound + offset - run.prose.lowerBound : run.source.upperBound
  }

  /// The run that holds the prose byte at `offset`.
  private func index(ofProse offset: Int) -> Int {
    var low = 0
    var high = runs.count - 1
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].prose.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
