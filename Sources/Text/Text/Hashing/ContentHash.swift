/// A 128-bit fingerprint of a run of bytes: the same bytes and seed give the same hash on every machine and in every run.
///
/// It names cached results. Two different texts meet in one hash with a probability of about 2^-128, whatever they look
/// like, but it is no cryptographic hash: who wants a collision can make one. The cache is therefore the user's own.
///
/// Every 16 bytes go through two multiplications of 64 by 64 bits whose halves are folded together (the step of wyhash, Wang
/// Yi 2019), in two lanes that feed each other, so that a product of zero loses nothing; a bijective mixer ends it.
package struct ContentHash: Hashable, Sendable, CustomStringConvertible {
  /// The first 64 bits.
  package let high: UInt64
  /// The last 64 bits.
  package let low: UInt64

  /// The hash of `bytes`.
  ///
  /// Different seeds give unrelated hashes. One pass, O(n).
  package init(_ bytes: [UInt8], seed: UInt64 = 0) {
    self = bytes.withUnsafeBytes { ContentHash($0, seed: seed) }
  }

  /// The hash of the UTF-8 code units of `text`.
  ///
  /// O(n).
  package init(_ text: String, seed: UInt64 = 0) { self.init(Array(text.utf8), seed: seed) }

  /// The hash of `bytes`.
  ///
  /// O(n).
  package init(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) {
    var (a, b) = (seed &+ ContentHash.keys.0, ~seed ^ ContentHash.keys.1)
    var at = 0
    while at + 16 <= bytes.count {
      ContentHash.absorb(ContentHash.word(bytes, at), ContentHash.word(bytes, at + 8), &a, &b)
      at += 16
    }
    ContentHash.absorb(
      ContentHash.tail(bytes, from: at, to: min(at + 8, bytes.count)),
      ContentHash.tail(bytes, from: at + 8, to: bytes.count),
      &a, &b)
    (high, low) = ContentHash.finished(a ^ UInt64(bytes.count), b)
  }

  /// The hash that was written as `bytes`, nil unless there are 16 of them.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The 16 bytes of the hash, most significant first.
  package var bytes: [UInt8] {
    [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) } }
  }

  /// The hash whose `description` is `text`; nil for anything else.
  package init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 32, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else {
      return nil
    }
    let parsed = stride(from: 0, to: 32, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
    self.init(bytes: parsed)
  }

  /// 32 hexadecimal digits.
  package var description: String {
    String(unsafeUninitializedCapacity: 32) { digits in
      for index in 0..<32 {
        let value = UInt8(truncatingIfNeeded: (index < 16 ? high : low) >> (60 - 4 * UInt64(index & 15))) & 15
        digits[index] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
      }
      return 32
    }
  }

  /// Numbers without pattern: the first 64 bits of the fractional parts of the square roots of 2, 3, 5 and 7, made odd.
  private static let keys: (UInt64, UInt64, UInt64, UInt64) = (
    0x6A09_E667_F3BC_C909, 0xBB67_AE85_84CA_A73B, 0x3C6E_F372_FE94_F82B, 0xA54F_F53A_5F1D_36F1
  )

  private static func absorb(_ x: UInt64, _ y: UInt64, _ a: inout UInt64, _ b: inout UInt64) {
    (a, b) = (folded(x ^ keys.2, y ^ a) &+ b, folded(y ^ keys.3, x ^ b) &+ a)
  }

  private static func folded(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let product = x.multipliedFullWidth(by: y)
    return product.high ^ product.low
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
  }

  private static func tail(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> UInt64 {
    var word: UInt64 = 0
    for at in stride(from: end - 1, through: start, by: -1) { word = word << 8 | UInt64(bytes[at]) }
    return word
  }

  /// A bijection of 128 bits in which every input bit reaches every output bit.
  private static func finished(_ a: UInt64, _ b: UInt64) -> (UInt64, UInt64) {
    var (a, b) = (a, b)
    for _ in 0..<2 {
      a = mixed(a &+ b)
      b = mixed(b ^ a)
    }
    return (a &+ b, b)
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014), a bijection of 64 bits.
  private static func mixed(_ word: UInt64) -> UInt64 {
    let first = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    let second = (first ^ (first >> 27)) &* 0x94D0_49BB_1331_11EB
    return second ^ (second >> 31)
  }
}
