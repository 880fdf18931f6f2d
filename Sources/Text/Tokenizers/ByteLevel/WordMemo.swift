/// Remembers the tokens of words that were spelled lately; a newer word takes the place of an older one.
///
/// Words of up to 16 bytes and 4 tokens, in a table of fixed size, so that no text makes it grow.
struct WordMemo: Sendable {
  /// Up to 16 bytes as two numbers; a length tells words with zeros at their end apart.
  struct Key: Sendable, Equatable {
    var low: UInt64 = 0
    var high: UInt64 = 0
    var length: UInt8

    /// The key of a word, nil for one that is too long.
    @inline(__always)
    init?(_ word: UnsafeBufferPointer<UInt8>) {
      guard word.count <= 16 else { return nil }
      length = UInt8(word.count)
      for index in 0..<min(8, word.count) { low |= UInt64(word[index]) << (8 * UInt64(index)) }
      for index in 8..<max(8, word.count) { high |= UInt64(word[index]) << (8 * UInt64(index - 8)) }
    }

    @inline(__always)
    var place: Int {
      let mixed = (low ^ (high &* 0xC2B2_AE3D_27D4_EB4F) ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> (64 - WordMemo.bits))
    }
  }

  /// A word with its tokens; no tokens in a free place.
  struct Entry: Sendable {
    var key: Key
    var count: UInt8 = 0
    var ids: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
  }

  private static let bits: UInt64 = 13
  private var entries: [Entry] = []

  /// What is known about a word.
  @inline(__always)
  func find(_ key: Key) -> Entry? {
    guard !entries.isEmpty else { return nil }
    let entry = entries[key.place]
    return entry.count > 0 && entry.key == key ? entry : nil
  }

  /// Remembers the tokens of a word unless there are too many.
  mutating func insert(_ key: Key, _ parts: [PairMerger.Part]) {
    guard 1...4 ~= parts.count, let free = Key(UnsafeBufferPointer(start: nil, count: 0)) else { return }
    if entries.isEmpty { entries = [Entry](repeating: Entry(key: free), count: 1 << Int(Self.bits)) }
    func id(_ index: Int) -> Int32 { index < parts.count ? parts[index].id : 0 }
    entries[key.place] = Entry(key: key, count: UInt8(parts.count), ids: (id(0), id(1), id(2), id(3)))
  }
}
