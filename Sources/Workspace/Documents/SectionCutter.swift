internal import Markup
internal import Text

/// Cuts a text into sections, one after the other, reading no more of it than that takes.
struct SectionCutter {
  /// A cut and the bytes of its section.
  struct Piece {
    let start: Int
    let state: SectionState
    let cut: SectionCut
    let bytes: [UInt8]
  }

  private static let firstWindow = 1 << 12
  private static let largestWindow = 1 << 18

  private let rope: Rope
  private let format: any MarkupFormat
  /// Where the next section begins.
  private(set) var position: Int
  /// The state in which it begins.
  private(set) var state: SectionState
  private var window: [UInt8] = []
  private var windowStart: Int
  private var nextWindow = SectionCutter.firstWindow

  init(_ rope: Rope, format: any MarkupFormat, from position: Int, state: SectionState) {
    self.rope = rope
    self.format = format
    self.position = position
    self.state = state
    windowStart = position
  }

  /// The next section; nil at the end of the text.
  mutating func next() -> Piece? {
    guard position < rope.count else { return nil }
    if position == windowStart + window.count { refill() }
    while true {
      let start = position - windowStart
      let isComplete = windowStart + window.count == rope.count
      let cut = window.withUnsafeBufferPointer {
        format.section(in: UnsafeBufferPointer(rebasing: $0[start...]), state: state, isComplete: isComplete)
      }
      if let cut {
        let piece = Piece(start: position, state: state, cut: cut, bytes: Array(window[start..<start + cut.count]))
        position += cut.count
        state = cut.next
        return piece
      }
      refill()
    }
  }

  /// Reads a window from the position on, twice as large as the last one and larger than what was left of that.
  private mutating func refill() {
    let left = windowStart + window.count - position
    let count = max(nextWindow, 2 * left)
    window = rope.bytes(in: position..<min(position + count, rope.count))
    windowStart = position
    nextWindow = min(2 * count, Self.largestWindow)
  }
}
