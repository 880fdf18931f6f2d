import TestSupport
import Testing

@testable import Text

@Suite struct RopePositionTests {
  private static let sample = "né😀x\r\n日本\re\u{301}\n"

  @Test(arguments: [
    (0, 0, 0, 0, 0), (1, 0, 1, 1, 1), (3, 0, 3, 2, 2), (7, 0, 7, 4, 3), (8, 0, 8, 5, 4), (9, 0, 8, 5, 4),
    (10, 1, 0, 0, 0), (13, 1, 3, 1, 1), (16, 1, 6, 2, 2), (17, 2, 0, 0, 0), (18, 2, 1, 1, 1), (20, 2, 3, 2, 2),
    (21, 3, 0, 0, 0), (99, 3, 0, 0, 0), (-1, 0, 0, 0, 0), (2, 0, 1, 1, 1), (5, 0, 3, 2, 2),
  ])
  func anOffsetHasAPositionInEveryEncoding(offset: Int, line: Int, utf8: Int, utf16: Int, utf32: Int) {
    let rope = Rope(Self.sample)
    #expect(rope.position(at: offset, in: .utf8) == TextPosition(line: line, character: utf8))
    #expect(rope.position(at: offset, in: .utf16) == TextPosition(line: line, character: utf16))
    #expect(rope.position(at: offset, in: .utf32) == TextPosition(line: line, character: utf32))
  }

  @Test(arguments: [
    (0, 2, 3, "start of the pair"), (0, 3, 3, "inside the pair"), (0, 4, 7, "after the pair"), (0, 5, 8, "line end"),
    (0, 6, 8, "past the line end"), (0, .max, 8, "far past the line end"), (1, 1, 13, "second line"),
    (3, 0, 21, "last line"), (3, 4, 21, "past the end of the last line"), (4, 0, 21, "past the last line"),
    (.max, .max, 21, "far past the last line"), (-1, 0, 0, "before the text"), (0, -1, 0, "before the line"),
  ])
  func positionsOutsideTheTextAreClamped(line: Int, character: Int, offset: Int, what: String) {
    let position = TextPosition(line: line, character: character)
    #expect(Rope(Self.sample).offset(of: position, in: .utf16) == offset, "\(what)")
  }

  @Test func aColumnInsideAScalarIsItsStart() {
    let rope = Rope(Self.sample)
    #expect((3...7).map { rope.offset(of: TextPosition(line: 0, character: $0), in: .utf8) } == [3, 3, 3, 3, 7])
  }

  @Test(arguments: PositionEncoding.allCases)
  func positionsGoThereAndBackInRandomText(encoding: PositionEncoding) throws {
    var random = SeededRandom(7)
    for size in [3, 40, 2500] {
      var plain = PlainText()
      plain.replace(0..<0, with: random.text(pieces: size))
      let (rope, lines) = (Rope(utf8: plain.bytes), plain.lines)
      for _ in 0..<60 {
        let offset = plain.scalarStart(random.below(plain.bytes.count + 1))
        let line = try #require(lines.lastIndex { $0.whole.lowerBound <= offset })
        let end = min(offset, lines[line].content.upperBound)
        let position = rope.position(at: offset, in: encoding)
        let column = plain.units(lines[line].content.lowerBound..<end, encoding)
        try #require(position == TextPosition(line: line, character: column))
        try #require(rope.offset(of: position, in: encoding) == end)
      }
    }
  }
}
