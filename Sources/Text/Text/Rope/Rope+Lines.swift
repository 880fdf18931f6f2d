/// Lines of a rope.
///
/// `\n`, `\r\n` and `\r` end a line; the last line has no terminator and may be empty.
extension Rope {
  /// One more than the number of line breaks, so 1 for the empty text.
  ///
  /// O(1).
  package var lineCount: Int { (root?.summary.breaks ?? 0) + 1 }

  /// Where `line` lies, without its terminator unless `terminator` asks for it.
  ///
  /// A negative line counts as the first; one past the end is the empty range at the end of the text. O(log n).
  package func lineRange(_ line: Int, terminator: Bool = false) -> Range<Int> {
    guard let root, line < lineCount else { return count..<count }
    let line = max(line, 0)
    let start = line == 0 ? 0 : root.end(ofBreak: line)
    if line == lineCount - 1 { return start..<count }
    let end = root.end(ofBreak: line + 1)
    return start..<(terminator ? end : end - terminatorLength(before: end))
  }

  /// The line that holds the byte at `offset`, clamped to the text; a terminator belongs to the line it ends.
  ///
  /// O(log n).
  package func line(at offset: Int) -> Int {
    root?.summary(upTo: lineOffset(offset)).breaks ?? 0
  }

  /// `offset` clamped, rounded down to a scalar, and moved before the `\r\n` that it would cut: up to there, a summary
  /// counts complete line breaks only.
  func lineOffset(_ offset: Int) -> Int {
    let offset = scalarStart(offset)
    return byte(at: offset) == 0x0A && byte(at: offset - 1) == 0x0D ? offset - 1 : offset
  }

  private func terminatorLength(before end: Int) -> Int {
    byte(at: end - 1) == 0x0A && byte(at: end - 2) == 0x0D ? 2 : 1
  }
}
