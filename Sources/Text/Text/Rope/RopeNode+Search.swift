/// Descents from a node to a leaf, each O(log n).
extension RopeNode {
  /// The leaf that holds the byte at `offset`, the last one for the end of the text, and where that leaf starts.
  func leaf(at offset: Int) -> (leaf: RopeNode, start: Int) {
    var (node, start) = (self, 0)
    while let (left, right) = node.children {
      if offset < start + left.count {
        node = left
      } else {
        start += left.count
        node = right
      }
    }
    return (node, start)
  }

  /// The first place at or after `offset` where a leaf begins or the text ends.
  func leafBoundary(atOrAfter offset: Int) -> Int {
    let (leaf, start) = leaf(at: offset)
    return start == offset ? offset : start + leaf.count
  }

  /// The summary of the first `offset` bytes; `offset` lies between scalars.
  func summary(upTo offset: Int) -> TextSummary {
    var (node, rest, sum) = (self, offset, TextSummary())
    while let (left, right) = node.children {
      if rest < left.count {
        node = left
      } else {
        sum = sum + left.summary
        rest -= left.count
        node = right
      }
    }
    return sum + node.bytes.withUnsafeBufferPointer { TextSummary(UnsafeBufferPointer(rebasing: $0[..<rest])) }
  }

  /// Where the line break number `ordinal`, counted from 1 and not above `summary.breaks`, ends.
  func end(ofBreak ordinal: Int) -> Int {
    var (node, start, rest) = (self, 0, ordinal)
    while let (left, right) = node.children {
      // A `\r\n` across the seam is counted in both children and belongs to the right one, where it ends.
      let shared = left.summary.joinsLineBreak(with: right.summary) ? 1 : 0
      if rest <= left.summary.breaks - shared {
        node = left
      } else {
        start += left.count
        rest -= left.summary.breaks - shared
        node = right
      }
    }
    return start + node.bytes.withUnsafeBufferPointer { RopeNode.end(ofBreak: rest, in: $0) }
  }

  private static func end(ofBreak ordinal: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var (at, rest) = (0, ordinal)
    while at < text.count {
      let byte = text[at]
      at += 1
      guard byte == 0x0A || byte == 0x0D else { continue }
      if byte == 0x0D, at < text.count, text[at] == 0x0A { at += 1 }
      rest -= 1
      if rest == 0 { break }
    }
    return at
  }

  /// The largest offset before which there are at most `units` code units of `encoding`.
  func offset(units: Int, _ encoding: PositionEncoding) -> Int {
    var (node, start, rest) = (self, 0, units)
    while let (left, right) = node.children {
      let before = left.summary.units(encoding)
      if rest < before {
        node = left
      } else {
        start += left.count
        rest -= before
        node = right
      }
    }
    return start + node.bytes.withUnsafeBufferPointer { RopeNode.offset(units: rest, encoding, in: $0) }
  }

  private static func offset(units: Int, _ encoding: PositionEncoding, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var (at, rest) = (0, units)
    while at < text.count {
      let length = scalarLength(text[at])
      let cost = encoding == .utf8 ? length : encoding == .utf16 && length == 4 ? 2 : 1
      guard cost <= rest else { break }
      rest -= cost
      at += length
    }
    return at
  }

  private static func scalarLength(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// Calls `body` with the text of `range`, leaf by leaf.
  ///
  /// `range` lies within the text.
  func forEachChunk(in range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
    guard let (left, right) = children else {
      return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
    if range.lowerBound < left.count {
      try left.forEachChunk(in: range.lowerBound..<min(range.upperBound, left.count), body)
    }
    if range.upperBound > left.count {
      let lower = max(range.lowerBound - left.count, 0)
      try right.forEachChunk(in: lower..<(range.upperBound - left.count), body)
    }
  }
}
