import TestSupport

extension SeededRandom {
  /// A number from 0 up to but not including `bound`.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Text of the kinds that editors meet, invalid bytes among them.
  mutating func text(pieces count: Int) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<count { text += SeededRandom.pieces[below(SeededRandom.pieces.count)] }
    return text
  }

  private static let pieces: [[UInt8]] = [
    Array("word ".utf8), Array("x".utf8), [0x0A], [0x0D, 0x0A], [0x0D], Array("😀".utf8), Array("e\u{301}".utf8),
    Array("日本語".utf8), Array("ß".utf8), Array("👩‍👩‍👧".utf8), [0xFF], [0xE2, 0x82], [0x80], Array(". ".utf8),
  ]
}
