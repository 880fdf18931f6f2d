/// Remembers which words are known, in a fixed amount of memory: a table of four-way sets, like a processor's cache.
///
/// Holds 64-bit hashes in place of words, one of whose bits is the answer: a wrong answer needs two words that agree in
/// the other 63 bits.
struct WordMemo {
  private static let ways = 4
  private var slots: [UInt64]
  private var next: UInt8 = 0

  /// - Parameter capacity: how many words are remembered, a power of two; each takes eight bytes.
  init(capacity: Int = 1 << 16) { slots = Array(repeating: 0, count: capacity) }

  /// Whether the word with this hash is known; nil when it was not asked for lately.
  func isKnown(_ hash: UInt64) -> Bool? {
    let start = first(hash)
    for slot in start..<start + Self.ways where slots[slot] | 1 == hash | 1 && slots[slot] != 0 {
      return slots[slot] & 1 == 1
    }
    return nil
  }

  mutating func remember(_ hash: UInt64, isKnown: Bool) {
    let start = first(hash)
    let free = (start..<start + Self.ways).first { slots[$0] == 0 }
    slots[free ?? start + Int(next) % Self.ways] = hash & ~1 | (isKnown ? 1 : 0)
    next &+= 1
  }

  private func first(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 8) & (slots.count / Self.ways - 1) &* Self.ways
  }
}
