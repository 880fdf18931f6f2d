/// SplitMix64 with a way to draw that never changes, so that a seed gives the same mistakes in every version of Swift.
package struct MistakeRandom: Sendable {
  private var state: UInt64

  /// Numbers for one sentence: equal seeds and indices give equal ones, whichever sentences were drawn before.
  package init(seed: UInt64, index: Int = 0) {
    state = seed ^ UInt64(truncatingIfNeeded: index) &* 0xD6E8_FEB8_6659_FD93
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number from 0 to below `count`, which must be positive.
  mutating func below(_ count: Int) -> Int { Int(next() >> 33) % count }

  /// A number from 0 to below 1.
  mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// One of several; nil of none.
  mutating func pick<T>(_ choices: [T]) -> T? { choices.isEmpty ? nil : choices[below(choices.count)] }
}
