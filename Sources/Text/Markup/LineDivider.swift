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
    var fallback: Fallback?
    while position < window.count {
      if position > 0 {
        guard isComplete || position + Self.lookahead <= window.count else { return nil }
        if startsSection(at: position, in: window) {
          let examined = min(position + Self.lookahead, window.count + 1)
          return SectionCut(count: position, next: .fresh, examined: examined)
        }
        note(position, in: window, as: &fallback)
      }
      guard let line = SourceLine(from: position, in: window, isComplete: isComplete) else {
        return window.count > SectionCut.largestSection ? overflow(fallback, in: window) : nil
      }
      if line.next > SectionCut.largestSection { return overflow(fallback, in: window) }
      if let next = consume(line, in: window) {
        return SectionCut(count: line.next, next: next, examined: line.next + 1)
      }
      position = line.next
    }
    return isComplete ? SectionCut(count: position, next: .fresh, examined: position + 1) : nil
  }

  /// Takes note of a line start in the second half of the largest section, where a section that grows too long may end.
  private func note(_ position: Int, in window: UnsafeBufferPointer<UInt8>, as fallback: inout Fallback?) {
    guard position > SectionCut.largestSection / 2 else { return }
    let rank = Fallback.rank(of: position, in: window)
    if rank < fallback?.rank ?? .max { fallback = Fallback(position: position, rank: rank, state: stateOnOverflow) }
  }

  /// The cut of a section that would exceed the limit.
  private mutating func overflow(_ fallback: Fallback?, in window: UnsafeBufferPointer<UInt8>) -> SectionCut {
    let examined = SectionCut.largestSection + Self.lookahead
    if let fallback { return SectionCut(count: fallback.position, next: fallback.state, examined: examined) }
    let count = Fallback.wordStart(in: window)
    let next = consume(SourceLine(start: 0, end: count, next: count), in: window)
    return SectionCut(count: count, next: next ?? stateOnOverflow, examined: examined)
  }
}

/// Where a section that grows too long may end.
///
/// Of all places in its second half it is the one whose following bytes have the lowest rank: a place that depends on the
/// text around it and not on where the section began, so that after an edit the cuts soon are the old ones again.
private struct Fallback {
  let position: Int
  let rank: UInt64
  let state: SectionState

  /// A number without pattern, made of the next 8 bytes.
  static func rank(of position: Int, in window: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for index in position..<min(position + 8, window.count) { word = word << 8 | UInt64(window[index]) }
    let product = (word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }

  /// The place in a line that is too long: behind a space, or between two scalars when there is none.
  static func wordStart(in window: UnsafeBufferPointer<UInt8>) -> Int {
    let half = SectionCut.largestSection / 2 + 1..<SectionCut.largestSection
    return lowest(half, in: window) { window[$0 - 1].isBlank }
      ?? lowest(half, in: window) { window[$0] & 0xC0 != 0x80 } ?? SectionCut.largestSection
  }

  private static func lowest(
    _ range: Range<Int>, in window: UnsafeBufferPointer<UInt8>, where isAllowed: (Int) -> Bool
  ) -> Int? {
    range.lazy.filter(isAllowed).map { ($0, rank(of: $0, in: window)) }.min { $0.1 < $1.1 }?.0
  }
}
