/// The generator SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed, everywhere.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to but not including `bound`.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Text of the kinds that editors meet, invalid bytes among them.
  mutating func text(pieces count: Int) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<count { text += SplitMix.pieces[below(SplitMix.pieces.count)] }
    return text
  }

  private static let pieces: [[UInt8]] = [
    Array("word ".utf8), Array("x".utf8), [0x0A], [0x0D, 0x0A], [0x0D], Array("😀".utf8), Array("e\u{301}".utf8),
    Array("日本語".utf8), Array("ß".utf8), Array("👩‍👩‍👧".utf8), [0xFF], [0xE2, 0x82], [0x80], Array(". ".utf8),
  ]
}
