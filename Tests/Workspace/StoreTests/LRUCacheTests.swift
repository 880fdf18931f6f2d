import TestSupport
import Testing

@testable import Store

@Suite struct LRUCacheTests {
  @Test func forgetsWhatWasUsedLongestAgo() {
    var cache = LRUCache<Int, String>(limit: 3)
    for key in 1...3 { cache.insert("\(key)", for: key, cost: 1) }
    #expect(cache.value(for: 1) == "1")
    cache.insert("4", for: 4, cost: 1)
    #expect(cache.value(for: 2) == nil)
    #expect([1, 3, 4].allSatisfy { cache.value(for: $0) == "\($0)" })
    #expect(cache.evictions == 1)
  }

  @Test func doesNotKeepWhatIsLargerThanTheLimit() {
    var cache = LRUCache<Int, Int>(limit: 10)
    cache.insert(1, for: 1, cost: 5)
    cache.insert(2, for: 2, cost: 11)
    #expect(cache.value(for: 2) == nil)
    #expect(cache.value(for: 1) == 1)
  }

  /// Against a plain list in order of use.
  @Test func behavesLikeAListInOrderOfUse() {
    var random = SeededRandom(7)
    var cache = LRUCache<Int, Int>(limit: 40)
    var list: [(key: Int, value: Int, cost: Int)] = []
    for step in 0..<5000 {
      let key = Int(random.next() % 30)
      switch random.next() % 3 {
      case 0:
        let cost = Int(random.next() % 9) + 1
        cache.insert(step, for: key, cost: cost)
        list.removeAll { $0.key == key }
        list.append((key, step, cost))
        while list.reduce(0, { $0 + $1.cost }) > 40 { list.removeFirst() }
      case 1:
        let at = list.firstIndex { $0.key == key }
        #expect(cache.value(for: key) == at.map { list[$0].value })
        if let at { list.append(list.remove(at: at)) }
      default:
        cache.remove(key)
        list.removeAll { $0.key == key }
      }
      #expect(cache.count == list.count && cache.cost == list.reduce(0) { $0 + $1.cost })
    }
  }
}
