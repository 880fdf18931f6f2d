/// The words of a text as tokens, while pairs of these become tokens themselves.
struct PairMerging {
  typealias Pair = (left: Int32, right: Int32)

  private var words: [[Int32]]
  private let counts: [Int]
  /// By pair: how often it occurs, and in which words it did when it was last looked at.
  private var pairs: [UInt64: (count: Int, words: [Int32])] = [:]
  /// A binary heap of pairs with their counts, the most frequent first; counts may be too high, and are then put right.
  private var heap: [(count: Int, key: UInt64)] = []
  /// When a word was last changed, so that none is changed twice for one pair.
  private var stamps: [Int32]

  init(_ counted: WordCounts) {
    counts = counted.counts
    words = counts.indices.map { number in counted.word(number).map { TrainedVocabulary.id(ofByte: $0) } }
    stamps = [Int32](repeating: -1, count: counts.count)
    for number in words.indices {
      for (left, right) in zip(words[number], words[number].dropFirst()) {
        pairs[Self.key(left, right), default: (0, [])].count += counts[number]
        if pairs[Self.key(left, right)]?.words.last != Int32(number) {
          pairs[Self.key(left, right)]?.words.append(Int32(number))
        }
      }
    }
    for (key, pair) in pairs { push((pair.count, key)) }
  }

  /// The most frequent pair; nil where none is frequent enough.
  mutating func next(minimumCount: Int) -> Pair? {
    while let top = pop() {
      let count = pairs[top.key]?.count ?? 0
      guard count == top.count else {
        if count > 0 { push((count, top.key)) }
        continue
      }
      guard count >= minimumCount else { return nil }
      return (Int32(truncatingIfNeeded: top.key >> 32), Int32(truncatingIfNeeded: top.key))
    }
    return nil
  }

  /// Replaces a pair by the token `new` in all words; O(words with the pair).
  mutating func merge(_ pair: Pair, into new: Int32) {
    let places = pairs.removeValue(forKey: Self.key(pair.left, pair.right))?.words ?? []
    var changes: [UInt64: Int] = [:]
    for number in places where stamps[Int(number)] != new {
      stamps[Int(number)] = new
      merge(pair, into: new, in: Int(number), &changes)
    }
    for (key, change) in changes where change != 0 && key != Self.key(pair.left, pair.right) {
      pairs[key, default: (0, [])].count += change
      if change > 0, let count = pairs[key]?.count { push((count, key)) }
    }
  }

  private mutating func merge(_ pair: Pair, into new: Int32, in number: Int, _ changes: inout [UInt64: Int]) {
    let old = words[number]
    var (merged, place) = ([Int32](), 0)
    while place < old.count {
      if place + 1 < old.count, old[place] == pair.left, old[place + 1] == pair.right {
        merged.append(new)
        place += 2
      } else {
        merged.append(old[place])
        place += 1
      }
    }
    guard merged.count < old.count else { return }
    for (left, right) in zip(old, old.dropFirst()) { changes[Self.key(left, right), default: 0] -= counts[number] }
    for (left, right) in zip(merged, merged.dropFirst()) {
      let key = Self.key(left, right)
      changes[key, default: 0] += counts[number]
      if left == new || right == new { pairs[key, default: (0, [])].words.append(Int32(number)) }
    }
    words[number] = merged
  }

  private static func key(_ left: Int32, _ right: Int32) -> UInt64 { UInt64(left) << 32 | UInt64(right) }

  // MARK: Heap

  private static func precedes(_ a: (count: Int, key: UInt64), _ b: (count: Int, key: UInt64)) -> Bool {
    (a.count, b.key) > (b.count, a.key)
  }

  private mutating func push(_ entry: (count: Int, key: UInt64)) {
    heap.append(entry)
    var child = heap.count - 1
    while child > 0, Self.precedes(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func pop() -> (count: Int, key: UInt64)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      let (left, right) = (2 * parent + 1, 2 * parent + 2)
      var best = parent
      if left < heap.count, Self.precedes(heap[left], heap[best]) { best = left }
      if right < heap.count, Self.precedes(heap[right], heap[best]) { best = right }
      guard best != parent else { return first }
      heap.swapAt(parent, best)
      parent = best
    }
  }
}
