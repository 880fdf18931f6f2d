/// What a node of the rope knows about its text: sums that tell, without reading it, in which child a place lies.
///
/// A summary of two texts in sequence is the sum of their summaries: `TextSummary` is a monoid whose neutral element is the
/// summary of the empty text, wherever a text is cut between scalars.
struct TextSummary: Hashable, Sendable {
  /// UTF-8 code units.
  var bytes = 0
  /// UTF-16 code units.
  var utf16 = 0
  /// Unicode scalars.
  var scalars = 0
  /// Ends of lines: `\n`, `\r\n` and `\r`.
  var breaks = 0
  /// Whether the first byte is a line feed, which completes a `\r` before it.
  var startsWithLineFeed = false
  /// Whether the last byte is a carriage return, which a line feed after it completes.
  var endsWithReturn = false

  init() {}

  /// Summarises valid UTF-8.
  ///
  /// O(n), in passes that the compiler vectorises.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var (continuations, pairs, returns, feeds) = (0, 0, 0, 0)
    // Blocks whose counts fit into a byte: as many bytes in a vector as the text has.
    for start in stride(from: 0, to: text.count, by: 255) {
      var (a, b, c, d): (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
      for byte in UnsafeBufferPointer(rebasing: text[start..<min(start + 255, text.count)]) {
        a &+= byte & 0xC0 == 0x80 ? 1 : 0
        b &+= byte >= 0xF0 ? 1 : 0
        c &+= byte == 0x0D ? 1 : 0
        d &+= byte == 0x0A ? 1 : 0
      }
      continuations += Int(a)
      pairs += Int(b)
      returns += Int(c)
      feeds += Int(d)
    }
    bytes = text.count
    scalars = text.count - continuations
    utf16 = scalars + pairs
    breaks = returns + feeds - (returns == 0 || feeds == 0 ? 0 : TextSummary.countOfReturnsWithFeed(in: text))
    startsWithLineFeed = text.first == 0x0A
    endsWithReturn = text.last == 0x0D
  }

  private static func countOfReturnsWithFeed(in text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for index in 1..<text.count { count &+= text[index - 1] == 0x0D && text[index] == 0x0A ? 1 : 0 }
    return count
  }

  static func + (a: TextSummary, b: TextSummary) -> TextSummary {
    var sum = TextSummary()
    sum.bytes = a.bytes + b.bytes
    sum.utf16 = a.utf16 + b.utf16
    sum.scalars = a.scalars + b.scalars
    sum.breaks = a.breaks + b.breaks - (a.joinsLineBreak(with: b) ? 1 : 0)
    sum.startsWithLineFeed = a.bytes == 0 ? b.startsWithLineFeed : a.startsWithLineFeed
    sum.endsWithReturn = b.bytes == 0 ? a.endsWithReturn : b.endsWithReturn
    return sum
  }

  /// Whether a `\r\n` lies across the seam between the two texts.
  func joinsLineBreak(with next: TextSummary) -> Bool { endsWithReturn && next.startsWithLineFeed }

  /// The length in the code units of `encoding`.
  func units(_ encoding: PositionEncoding) -> Int {
    switch encoding {
    case .utf8: bytes
    case .utf16: utf16
    case .utf32: scalars
    }
  }
}
