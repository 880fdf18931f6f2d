/// Which neighbouring tokens become one, and which pair goes first.
struct MergeTable: Sendable {
  /// The rank of a pair that does not merge.
  static let none = UInt32.max

  /// Open addressing: pairs of ids plus one, 0 in free places; a power of two.
  private var pairs: [UInt64]
  private var ranks: [UInt32]
  /// The token that the pair of each rank becomes.
  private(set) var results: [Int32] = []

  /// The table of `merges`, the most urgent first.
  ///
  /// Of equal pairs the last one counts, as in the reference.
  init(_ merges: [(left: Int32, right: Int32, result: Int32)]) {
    let size = ByteVocabulary.power(above: 2 * merges.count)
    pairs = [UInt64](repeating: 0, count: size)
    ranks = [UInt32](repeating: Self.none, count: size)
    results.reserveCapacity(merges.count)
    for (rank, merge) in merges.enumerated() {
      let place = place(Self.key(merge.left, merge.right))
      pairs[place] = Self.key(merge.left, merge.right)
      ranks[place] = UInt32(rank)
      results.append(merge.result)
    }
  }

  /// The rank of a pair, `none` when it does not merge; smaller ranks go first.
  @inline(__always)
  func rank(_ left: Int32, _ right: Int32) -> UInt32 { ranks[place(Self.key(left, right))] }

  /// Where the pair is, or the free place where it would be.
  @inline(__always)
  private func place(_ key: UInt64) -> Int {
    let mask = pairs.count - 1
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    var place = Int(truncatingIfNeeded: mixed >> 20) & mask
    while pairs[place] != key, pairs[place] != 0 { place = (place + 1) & mask }
    return place
  }

  @inline(__always)
  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    (UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))) &+ 1
  }
}
