#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A random number generator whose whole state is its seed and how often it was asked.
///
/// SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. Training derives one for each purpose and step
/// instead of keeping states, so that a resumed run draws the same numbers.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Equal seeds and purposes give equal sequences, any difference an unrelated one.
  package init(_ seed: UInt64, _ purpose: UInt64...) { self.init(seed, purpose) }

  /// The same with a purpose of several numbers.
  package init(_ seed: UInt64, _ purpose: [UInt64]) {
    state = purpose.reduce(Self.mix(seed)) { Self.mix($0 &+ 0x9E37_79B9_7F4A_7C15 ^ Self.mix($1)) }
  }

  /// A generator for one name, for example that of a parameter.
  package init(_ seed: UInt64, name: String) {
    // FNV-1a.
    self.init(seed, name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// The first number of the sequence.
  package var first: UInt64 {
    var copy = self
    return copy.next()
  }

  /// Uniform in [0, 1).
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Normal with mean 0 and deviation 1 (Box and Muller, 1958).
  package mutating func normal() -> Double {
    let radius = (-2 * log(1 - unit())).squareRoot()
    return radius * cos(2 * .pi * unit())
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
