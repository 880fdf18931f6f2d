/// Between byte offsets and an editor's positions, by the rules of the Language Server Protocol 3.18, section "Position".
extension Rope {
  /// The position of `offset`, clamped to the text and rounded down to the start of a scalar.
  ///
  /// Between `\r` and `\n` it is the end of the line. O(log n).
  package func position(at offset: Int, in encoding: PositionEncoding) -> TextPosition {
    guard let root else { return TextPosition(line: 0, character: 0) }
    let here = root.summary(upTo: lineOffset(offset))
    let start = here.breaks == 0 ? 0 : root.end(ofBreak: here.breaks)
    let before = root.summary(upTo: start)
    return TextPosition(line: here.breaks, character: here.units(encoding) - before.units(encoding))
  }

  /// The offset of `position`: a column past the end of its line is the end of the line, a line past the last one is
  /// the end of the text, and a column inside a scalar or a surrogate pair is the start of that scalar.
  ///
  /// O(log n).
  package func offset(of position: TextPosition, in encoding: PositionEncoding) -> Int {
    let line = lineRange(position.line)
    // A line has at most as many code units as bytes, in every encoding; clamping first keeps the sum from overflowing.
    let character = min(max(position.character, 0), line.count)
    guard let root, character > 0, position.line >= 0 else { return line.lowerBound }
    let before = root.summary(upTo: line.lowerBound).units(encoding)
    return min(root.offset(units: before + character, encoding), line.upperBound)
  }
}
