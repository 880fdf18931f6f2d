import TestSupport
import Testing

@testable import Text

@Suite struct RopeTests {
  @Test func anEmptyRopeHasOneEmptyLine() {
    let rope = Rope()
    #expect(rope.isEmpty && rope.isEmpty == Rope("").isEmpty && rope.bytes.isEmpty && rope == Rope(utf8: []))
    #expect(rope.lineCount == 1 && rope.lineRange(0) == 0..<0 && rope.line(at: 7) == 0)
    #expect(rope.offset(of: TextPosition(line: 3, character: 9), in: .utf16) == 0)
  }

  @Test func longTextIsCutIntoBalancedLeavesBetweenScalars() throws {
    let text = String(repeating: "naïve 日本 😀\r\n", count: 5000)
    let rope = Rope(text)
    try checkShape(rope)
    #expect(rope.string == text && rope.lineCount == 5001)
  }

  @Test func aSnapshotKeepsItsText() {
    var rope = Rope(String(repeating: "abc\n", count: 4000))
    let snapshot = rope
    rope.replace(4000..<12000, with: Array("x".utf8))
    #expect(snapshot.count == 16000 && snapshot.lineCount == 4001)
    #expect(rope.count == 8001 && rope != snapshot)
  }

  @Test func equalityLooksAtTheTextAndNotAtTheTree() {
    let text = String(repeating: "some words\n", count: 900)
    var built = Rope()
    for (index, piece) in text.utf8.enumerated() where index < 3000 { built.replace(index..<index, with: [piece]) }
    built.replace(3000..<3000, with: Array(text.utf8.dropFirst(3000)))
    #expect(built == Rope(text))
    built.replace(5000..<5001, with: [0x2D])
    #expect(built != Rope(text) && built.count == text.utf8.count)
  }

  @Test func readingClampsAndStringsBeginAtScalars() {
    let rope = Rope("né😀x")
    #expect(rope.string(in: 2..<5) == "é" && rope.string(in: -4..<99) == "né😀x" && rope.string(in: 9..<12).isEmpty)
    #expect(rope.bytes(in: 2..<4) == [0xA9, 0xF0] && rope.byte(at: 8) == nil && rope.byte(at: -1) == nil)
    #expect((-1...9).map(rope.scalarStart) == [0, 0, 1, 1, 3, 3, 3, 3, 7, 8, 8])
  }

  @Test func chunksHoldTheTextOfTheRangeInOrder() {
    let text = Array(String(repeating: "0123456789", count: 1500).utf8)
    var (read, longest): ([UInt8], Int) = ([], 0)
    Rope(utf8: text).forEachChunk(in: 995..<14_001) { chunk in
      read += chunk
      longest = max(longest, chunk.count)
    }
    #expect(read == Array(text[995..<14_001]) && longest <= RopeNode.maximum)
  }

  @Test(arguments: [0..<1, -5..<2, 3..<900, -9 ..< -3, 900..<1000])
  func rangesOutsideTheTextAreClamped(range: Range<Int>) {
    var rope = Rope("é😀")
    let (old, newCount) = rope.replace(range, with: [0x2D])
    #expect(newCount == 1)
    #expect([0, 2, 6].contains(old.lowerBound) && [0, 2, 6].contains(old.upperBound))
    #expect(UTF8Repair.isValid(rope.bytes) && rope.count == 7 - old.count)
  }

  @Test func editsAndQueriesAgreeWithAPlainArray() throws {
    var random = SeededRandom(42)
    for _ in 0..<6 {
      var rope = Rope()
      var plain = PlainText()
      for step in 0..<60 {
        let (range, bytes) = randomEdit(of: plain, &random)
        rope.replace(range, with: bytes)
        plain.replace(range, with: bytes)
        try #require(rope.count == plain.bytes.count)
        if step % 10 == 9 { try compare(rope, plain, &random) }
      }
      #expect(rope == Rope(utf8: plain.bytes))
    }
  }

  @Test func anEditThatCutsOrJoinsAReturnAndItsFeedRecountsTheLines() {
    var rope = Rope("a\r\nb")
    rope.replace(2..<2, with: Array("-".utf8))
    #expect(rope.lineCount == 3 && rope.string == "a\r-\nb")
    rope.replace(2..<3, with: [])
    #expect(rope.lineCount == 2 && rope.lineRange(0) == 0..<1 && rope.lineRange(0, terminator: true) == 0..<3)
  }

  @Test(arguments: 1020..<1030)
  func aReturnAndFeedAcrossLeavesAreOneLineBreak(padding: Int) throws {
    // 3000 bytes make three leaves of 1000; after the edits, seams fall at every place around the line break.
    var rope = Rope(String(repeating: "x", count: 3000))
    rope.replace(0..<0, with: [UInt8](repeating: 0x79, count: padding))
    for offset in padding + 970..<padding + 1040 {
      var edited = rope
      edited.replace(offset..<offset + 2, with: [0x0D, 0x0A])
      #expect(edited.lineCount == 2 && edited.lineRange(0) == 0..<offset)
      #expect(edited.lineRange(1) == offset + 2..<edited.count && edited.line(at: offset + 1) == 0)
      try checkShape(edited)
    }
  }

  private func compare(_ rope: Rope, _ plain: PlainText, _ random: inout SeededRandom) throws {
    try checkShape(rope)
    #expect(rope.bytes == plain.bytes)
    let lines = plain.lines
    try #require(rope.lineCount == lines.count)
    for _ in 0..<20 {
      let line = random.below(lines.count)
      try #require(rope.lineRange(line) == lines[line].content)
      try #require(rope.lineRange(line, terminator: true) == lines[line].whole)
      let offset = random.below(plain.bytes.count + 1)
      try #require(rope.line(at: offset) == lines.lastIndex { $0.whole.lowerBound <= offset })
      try #require(rope.byte(at: offset) == (offset < plain.bytes.count ? plain.bytes[offset] : nil))
      let end = offset + random.below(plain.bytes.count + 1 - offset)
      try #require(rope.bytes(in: offset..<end) == Array(plain.bytes[offset..<end]))
    }
  }

  /// Leaves are neither short, long nor cut inside a scalar; siblings' heights differ by one at most; sums are right.
  private func checkShape(_ rope: Rope) throws {
    guard let root = rope.root else { return }
    func check(_ node: RopeNode) throws {
      if let (left, right) = node.children {
        try #require(abs(left.height - right.height) <= 1 && node.height == max(left.height, right.height) + 1)
        try #require(node.summary == left.summary + right.summary)
        try check(left)
        try check(right)
      } else {
        try #require(node.bytes.count <= RopeNode.maximum && (node === root || node.bytes.count >= RopeNode.minimum))
        try #require(UTF8Repair.isValid(node.bytes) && node.height == 0)
      }
    }
    try check(root)
  }

  private func randomEdit(of plain: PlainText, _ random: inout SeededRandom) -> (Range<Int>, [UInt8]) {
    let count = plain.bytes.count
    let lower = random.below(count + 1)
    let length = random.below(4) == 0 ? random.below(count - lower + 1) : min(random.below(12), count - lower)
    let pieces = random.below(6) == 0 ? random.below(900) : random.below(8)
    return (lower..<lower + length, random.text(pieces: pieces))
  }
}
