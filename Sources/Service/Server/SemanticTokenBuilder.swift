import LSP
import Text

/// Makes semantic tokens of ranges: the numbers that the protocol wants.
///
/// Tokens do not overlap: what a layer covers, later layers leave free. None goes beyond its line, since few clients take such.
struct SemanticTokenBuilder {
  /// Some source bytes with the number of their type.
  struct Piece: Equatable {
    var range: Range<Int>
    let type: UInt32
  }

  private var pieces: [Piece] = []

  /// Adds a layer below those that were added before.
  ///
  /// - Parameter layer: in the order of the text, apart. O(all pieces).
  mutating func add(_ layer: [Piece]) {
    var merged: [Piece] = []
    var above = pieces[...]
    for piece in layer {
      var start = piece.range.lowerBound
      while let first = above.first, first.range.lowerBound < piece.range.upperBound {
        if start < first.range.lowerBound {
          merged.append(Piece(range: start..<first.range.lowerBound, type: piece.type))
        }
        start = max(start, first.range.upperBound)
        merged.append(first)
        above.removeFirst()
      }
      if start < piece.range.upperBound {
        merged.append(Piece(range: start..<piece.range.upperBound, type: piece.type))
      }
    }
    pieces = merged + above
  }

  /// Five numbers for each line of each piece.
  func data(in rope: Rope, encoding: LSP.PositionEncoding) -> [UInt32] {
    var data: [UInt32] = []
    var cursor = PositionCursor(rope, encoding)
    var (line, character) = (0, 0)
    for piece in pieces {
      for part in Self.lines(of: piece.range, in: rope) {
        let range = cursor.range(of: part)
        let isSameLine = range.start.line == line
        data += [
          UInt32(range.start.line - line), UInt32(range.start.character - (isSameLine ? character : 0)),
          UInt32(range.end.character - range.start.character), piece.type, 0,
        ]
        (line, character) = (range.start.line, range.start.character)
      }
    }
    return data
  }

  /// The parts of a range between its line ends.
  private static func lines(of range: Range<Int>, in rope: Rope) -> [Range<Int>] {
    let isEnd: (UInt8) -> Bool = { $0 == 0x0A || $0 == 0x0D }
    let bytes = rope.bytes(in: range)
    guard bytes.contains(where: isEnd) else { return [range] }
    return bytes.indices.split(omittingEmptySubsequences: true) { isEnd(bytes[$0]) }.compactMap { part in
      guard let first = part.first, let last = part.last else { return nil }
      return range.lowerBound + first..<range.lowerBound + last + 1
    }
  }
}
