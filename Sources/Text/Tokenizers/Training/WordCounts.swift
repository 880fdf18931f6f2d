/// How often each word occurs; words are bytes, kept once and numbered in the order in which they were met.
package struct WordCounts {
  /// How often, in the order in which words were met.
  package private(set) var counts: [Int] = []
  private var bytes: [UInt8] = []
  private var offsets: [Int] = [0]
  /// Open addressing: word numbers, -1 in free places; a power of two.
  private var places = [Int32](repeating: -1, count: 1 << 12)

  package init() {}

  /// The bytes of a word.
  package func word(_ number: Int) -> ArraySlice<UInt8> { bytes[offsets[number]..<offsets[number + 1]] }

  /// Counts a word once more, and gives its number.
  ///
  /// O(length).
  @discardableResult
  package mutating func add(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var place = Self.hash(word) & (places.count - 1)
    while places[place] >= 0 {
      let number = Int(places[place])
      if self.word(number).elementsEqual(word) {
        counts[number] += 1
        return number
      }
      place = (place + 1) & (places.count - 1)
    }
    places[place] = Int32(counts.count)
    counts.append(1)
    bytes.append(contentsOf: word)
    offsets.append(bytes.count)
    if 2 * counts.count > places.count { grow() }
    return counts.count - 1
  }

  private mutating func grow() {
    places = [Int32](repeating: -1, count: 2 * places.count)
    for number in counts.indices {
      var place = word(number).withUnsafeBufferPointer { Self.hash($0) } & (places.count - 1)
      while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
      places[place] = Int32(number)
    }
  }

  /// FNV-1a, folded.
  private static func hash(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: state ^ state >> 29) & Int.max
  }
}
