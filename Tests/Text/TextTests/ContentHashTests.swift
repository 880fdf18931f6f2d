import TestSupport
import Testing

@testable import Text

@Suite struct ContentHashTests {
  /// Stored caches hold these: a change here needs a new version of the cache.
  @Test(arguments: [
    ("", "6677b44880adef7ef042f88155eb18d5"), ("a", "668579bcb39e81a3314b38064446df5e"),
    ("The cat sat on the mat.", "c306ee46ab1c39540f9cad5a76cfa0fb"),
    ("naïve 日本 😀 text of some length", "a3845706d873c70570b03fc5460e5de2"),
  ])
  func theHashOfATextNeverChanges(text: String, expected: String) {
    #expect(ContentHash(text).description == expected)
  }

  @Test func bytesAndHexadecimalDigitsHoldTheWholeHash() throws {
    let hash = ContentHash("some text", seed: 9)
    #expect(ContentHash(bytes: hash.bytes) == hash)
    #expect(hash.description == hash.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
    #expect(ContentHash(bytes: Array(hash.bytes.dropLast())) == nil && ContentHash(bytes: []) == nil)
  }

  @Test func lengthSeedAndOrderMatter() {
    let zeros = (0...64).map { ContentHash([UInt8](repeating: 0, count: $0)) }
    #expect(Set(zeros).count == 65)
    #expect(Set((0..<1000).map { ContentHash("text", seed: $0) }).count == 1000)
    let blocks = ["0123456789abcdef", "fedcba9876543210"]
    #expect(ContentHash(blocks[0] + blocks[1]) != ContentHash(blocks[1] + blocks[0]))
  }

  @Test func everyWordIsSpreadEvenlyOverEveryByteOfTheHash() {
    var counts = [[Int]](repeating: [Int](repeating: 0, count: 256), count: 16)
    let samples = 8192
    for number in 0..<samples {
      for (place, byte) in ContentHash("sentence \(number).").bytes.enumerated() { counts[place][Int(byte)] += 1 }
    }
    for place in counts {
      // Chi-squared with 255 degrees of freedom: mean 255, standard deviation 22.6; 400 is over six of them away.
      let expected = Double(samples) / 256
      let chiSquared = place.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
      #expect(chiSquared < 400)
    }
  }

  @Test(arguments: [1, 7, 8, 9, 16, 17, 24, 40])
  func oneChangedBitChangesHalfOfTheHash(length: Int) {
    var random = SeededRandom(UInt64(length))
    var flips = [Int](repeating: 0, count: 128)
    let rounds = 1600
    for _ in 0..<rounds {
      var bytes = (0..<length).map { _ in UInt8(random.below(256)) }
      let before = ContentHash(bytes)
      let bit = random.below(length * 8)
      bytes[bit / 8] ^= 1 << (bit % 8)
      let after = ContentHash(bytes)
      let words = (before.high ^ after.high, before.low ^ after.low)
      for place in 0..<64 { flips[place] += Int(words.0 >> place & 1) }
      for place in 0..<64 { flips[64 + place] += Int(words.1 >> place & 1) }
    }
    // Binomial with 1600 trials: mean 800, standard deviation 20.
    #expect(flips.allSatisfy { (680...920).contains($0) })
  }
}
