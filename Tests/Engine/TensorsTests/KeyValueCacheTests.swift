import TestSupport
import Testing

@testable import Tensors

/// A cache in half precision gives what one in float32 gives, but for the rounding of keys and values.
@Suite struct KeyValueCacheTests {
  private static let shapes = [
    AttentionShape(heads: 6, keyHeads: 2, headSize: 64), AttentionShape(heads: 4, keyHeads: 4, headSize: 37),
    AttentionShape(heads: 3, keyHeads: 1, headSize: 5),
  ]

  /// Both caches get the same tokens, some at a time.
  private struct Pair {
    var caches: [KeyValueCache]
    let execution = Execution()
    var random = SeededRandom(3)

    init(_ shape: AttentionShape) {
      caches = [KeyValueCache.Format.float32, .float16].map { KeyValueCache(layers: 2, shape: shape, format: $0) }
    }

    mutating func largestDifference(rows: Int, mask: AttentionMask? = nil, isKept: Bool = true) -> Float {
      let shape = caches[0].shape
      var largest: Float = 0
      for cache in caches { cache.reserve(rows) }
      for layer in 0..<2 {
        let query = tensor(rows, shape.queryColumns)
        let keyValue = tensor(rows, 2 * shape.keyColumns)
        let results = caches.map { cache in
          execution.causalAttention(query, keyValue, cache: cache, layer: layer, mask: mask).elements
        }
        largest = zip(results[0], results[1]).reduce(largest) { max($0, abs($1.0 - $1.1)) }
      }
      if isKept { for cache in caches { cache.advance(by: rows) } }
      return largest
    }

    private mutating func tensor(_ rows: Int, _ columns: Int) -> Tensor {
      Tensor(rows: rows, columns: columns, (0..<rows * columns).map { _ in Float.random(in: -1...1, using: &random) })
    }
  }

  @Test(arguments: shapes) func halvesAttendAsFloatsDo(shape: AttentionShape) {
    var pair = Pair(shape)
    // Over several growths of the cache, with ends inside and at the border of panels.
    for rows in [1, 1, 30, 32, 1, 63, 1, 200, 5, 1] {
      let difference = pair.largestDifference(rows: rows)
      #expect(difference < 2e-3 && difference > 0)
    }
    for cache in pair.caches { cache.truncate(to: 41) }
    #expect(pair.largestDifference(rows: 3) < 2e-3)
    let mask = AttentionMask([[true, true, false, true, false], [true, false, true, false, true]])
    #expect(pair.largestDifference(rows: 2, mask: mask, isKept: false) < 2e-3)
  }

  @Test(arguments: shapes) func aCopyOfHalvesIsItsOwn(shape: AttentionShape) {
    var pair = Pair(shape)
    _ = pair.largestDifference(rows: 150)
    let originals = pair.caches
    pair.caches = originals.map { $0.copy(first: 77) }
    for rows in [1, 64, 90] { #expect(pair.largestDifference(rows: rows) < 2e-3) }
    pair.caches = originals
    #expect(pair.largestDifference(rows: 1) < 2e-3)
  }

  @Test func halvesTakeHalfTheMemory() {
    var pair = Pair(Self.shapes[0])
    _ = pair.largestDifference(rows: 100)
    #expect(pair.caches[1].byteCount * 2 == pair.caches[0].byteCount && pair.caches[1].byteCount > 0)
  }
}
