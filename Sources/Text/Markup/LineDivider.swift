/// What a line-based format says about each line when a section is cut; `cut` does the rest.
protocol LineDivider {
  /// Whether a section may begin at the line at `start`. Reads at most `lookahead` bytes from there.
  func startsSection(at start: Int, in window: UnsafeBufferPointer<UInt8>) -> Bool

  /// Takes note of a line of the section.
  ///
  /// - Returns: The state of the next section when this line ends the section, nil when it goes on.
  mutating func consume(_ line: SourceLine, in window: UnsafeBufferPointer<UInt8>) -> SectionState?

  /// The state in which the rest begins when the section is cut here because of its size.
  var stateOnOverflow: SectionState { get }
}

extension LineDivider {
  /// How many bytes of a line `startsSection` may read.
  static var lookahead: Int { 12 }

  /// Reads lines until the section ends; nil when the window is too short to decide.
  mutating func cut(_ window: UnsafeBufferPointer<UInt8>, isComplete: Bool) -> SectionCut? {
    var position = 0
    while position < window.count {
      if position > 0 {
        guard isComplete || position + Self.lookahead <= window.count else { return nil }
        if startsSection(at: position, in: window) {
          let examined = min(position + Self.lookahead, window.count + 1)
          return SectionCut(count: position, next: .fresh, examined: examined)
        }
      }
      guard let line = SourceLine(from: position, in: window, isComplete: isComplete) else {
        return window.count > SectionCut.largestSection ? overflow(at: position, in: window) : nil
      }
      if line.next > SectionCut.largestSection { return overflow(at: position, in: window) }
      if let next = consume(line, in: window) {
        return SectionCut(count: line.next, next: next, examined: line.next + 1)
      }
      position = line.next
    }
    return isComplete ? SectionCut(count: position, next: .fresh, examined: position + 1) : nil
  }

  /// The cut of a section that would exceed the limit with the line at `position`.
  private mutating func overflow(at position: Int, in window: UnsafeBufferPointer<UInt8>) -> SectionCut {
    let examined = SectionCut.largestSection + 2
    if position > 0 { return SectionCut(count: position, next: stateOnOverflow, examined: examined) }
    let count = Self.wordEnd(in: window)
    let next = consume(SourceLine(start: 0, end: count, next: count), in: window)
    return SectionCut(count: count, next: next ?? stateOnOverflow, examined: examined)
  }

  /// Behind the last space in the second half of the largest section, or where a scalar ends when there is none.
  private static func wordEnd(in window: UnsafeBufferPointer<UInt8>) -> Int {
    let limit = SectionCut.largestSection
    for index in stride(from: limit - 1, to: limit / 2, by: -1) where window[index].isBlank { return index + 1 }
    var end = limit
    while end > limit - 4, window[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
