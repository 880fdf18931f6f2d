/// An n-gram as a number: a hash of the units before its last one in the upper bits, that unit in the lower ones.
///
/// Sorted, the n-grams with the same units before them are neighbours, those of a context in the order of their last units. Of `n` contexts two
/// have the same 44 bits with a probability of about `n * n / 2^45`, and one that was never met looks like one that was with `n / 2^44`: a
/// millionth for ten million. The hash is the same on every machine.
enum GramKey {
  static let unitBits = 20
  /// How many units there may be, the one for unknown ones among them.
  static let unitLimit = 1 << unitBits

  /// The upper bits, of 1 to 4 units.
  static func context(_ units: some Collection<Int32>) -> UInt64 {
    var state = UInt64(units.count)
    for unit in units {
      // The finaliser of MurmurHash3: every bit changes half of the others.
      state = (state ^ UInt64(UInt32(bitPattern: unit)) &+ 0x9E37_79B9_7F4A_7C15) &* 0xFF51_AFD7_ED55_8CCD
      state = (state ^ state >> 33) &* 0xC4CE_B9FE_1A85_EC53
      state ^= state >> 33
    }
    return state >> UInt64(unitBits)
  }

  static func key(_ context: UInt64, _ unit: Int32) -> UInt64 { context << UInt64(unitBits) | UInt64(unit) }
  static func context(of key: UInt64) -> UInt64 { key >> UInt64(unitBits) }
  static func unit(of key: UInt64) -> Int32 { Int32(truncatingIfNeeded: key & UInt64(unitLimit - 1)) }
}
