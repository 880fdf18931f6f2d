import LSP
import Text

/// Between the protocol's positions and our bytes. Every conversion is O(log n) and clamps what lies outside the text.
extension Rope {
  /// The byte at a position of the protocol.
  func offset(of position: LSPPosition, in encoding: LSP.PositionEncoding) -> Int {
    offset(of: TextPosition(line: position.line, character: position.character), in: encoding.text)
  }

  /// The bytes of a range of the protocol; one whose end lies before its start is put in order.
  func bytes(of range: LSPRange, in encoding: LSP.PositionEncoding) -> Range<Int> {
    let bounds = (offset(of: range.start, in: encoding), offset(of: range.end, in: encoding))
    return min(bounds.0, bounds.1)..<max(bounds.0, bounds.1)
  }

  /// The position of a byte.
  func position(of offset: Int, in encoding: LSP.PositionEncoding) -> LSPPosition {
    let position = position(at: offset, in: encoding.text)
    return LSPPosition(line: position.line, character: position.character)
  }

  /// The range of some bytes.
  func range(of bytes: Range<Int>, in encoding: LSP.PositionEncoding) -> LSPRange {
    let start = position(of: bytes.lowerBound, in: encoding)
    // Most ranges are words: in ASCII on one line the end follows from the length, without a second search.
    if bytes.count <= 64, self.bytes(in: bytes).allSatisfy({ (0x20..<0x80).contains($0) }) {
      return LSPRange(start: start, end: LSPPosition(line: start.line, character: start.character + bytes.count))
    }
    return LSPRange(start: start, end: position(of: bytes.upperBound, in: encoding))
  }
}

extension LSP.PositionEncoding {
  /// The same encoding as the text layer names it.
  var text: Text.PositionEncoding {
    switch self {
    case .utf8: .utf8
    case .utf16: .utf16
    case .utf32: .utf32
    }
  }
}
