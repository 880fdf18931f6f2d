/// Merges the bytes of a word into tokens, the most urgent pair first, of equal ones the leftmost.
///
/// See R. Sennrich, B. Haddow and A. Birch, "Neural machine translation of rare words with subword units" (2016). Short
/// words look through their pairs at every step; long ones keep them in a heap, O(n log n), so that a word of a megabyte
/// is no trap. The memory is kept from word to word.
struct PairMerger: Sendable {
  /// A part of the word: a token, and how many bytes it takes.
  struct Part: Sendable {
    var id: Int32
    var length: Int32
  }

  /// The parts; after `merge` the tokens of the word.
  var parts: [Part] = []

  /// The rank of each part with the one that follows.
  private var ranks: [UInt32] = []
  private var next: [Int32] = []
  private var previous: [Int32] = []
  /// A binary heap of `rank << 32 | position`, the smallest first; entries that no longer hold are skipped.
  private var heap: [UInt64] = []

  /// Words of more parts than this use the heap.
  private static let short = 48

  /// Merges `parts` as far as `table` goes.
  mutating func merge(_ table: MergeTable) {
    guard parts.count > 1 else { return }
    ranks.removeAll(keepingCapacity: true)
    for index in 0..<parts.count - 1 { ranks.append(table.rank(parts[index].id, parts[index + 1].id)) }
    ranks.append(MergeTable.none)
    if parts.count <= Self.short { mergeShort(table) } else { mergeLong(table) }
  }

  private mutating func mergeShort(_ table: MergeTable) {
    while true {
      var (best, index) = (MergeTable.none, 0)
      for (place, rank) in ranks.enumerated() where rank < best { (best, index) = (rank, place) }
      guard best != MergeTable.none else { return }
      parts[index] = Part(id: table.results[Int(best)], length: parts[index].length + parts[index + 1].length)
      parts.remove(at: index + 1)
      ranks.remove(at: index + 1)
      ranks[index] = index + 1 < parts.count ? table.rank(parts[index].id, parts[index + 1].id) : MergeTable.none
      if index > 0 { ranks[index - 1] = table.rank(parts[index - 1].id, parts[index].id) }
    }
  }

  private mutating func mergeLong(_ table: MergeTable) {
    link()
    while let entry = pop() {
      let (rank, index) = (UInt32(entry >> 32), Int(entry & 0xFFFF_FFFF))
      guard ranks[index] == rank else { continue }
      let right = Int(next[index])
      parts[index] = Part(id: table.results[Int(rank)], length: parts[index].length + parts[right].length)
      parts[right].length = 0
      ranks[right] = MergeTable.none
      next[index] = next[right]
      if next[index] >= 0 { previous[Int(next[index])] = Int32(index) }
      update(index, table)
      if previous[index] >= 0 { update(Int(previous[index]), table) }
    }
    parts.removeAll { $0.length == 0 }
  }

  private mutating func link() {
    let count = Int32(parts.count)
    next = (1...count).map { $0 < count ? $0 : -1 }
    previous = (0..<count).map { $0 - 1 }
    heap.removeAll(keepingCapacity: true)
    for (index, rank) in ranks.enumerated() where rank != MergeTable.none { push(rank, index) }
  }

  /// Looks up the pair at `index` after one of its parts changed.
  private mutating func update(_ index: Int, _ table: MergeTable) {
    let right = next[index]
    ranks[index] = right >= 0 ? table.rank(parts[index].id, parts[Int(right)].id) : MergeTable.none
    if ranks[index] != MergeTable.none { push(ranks[index], index) }
  }

  private mutating func push(_ rank: UInt32, _ index: Int) {
    heap.append(UInt64(rank) << 32 | UInt64(index))
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func pop() -> UInt64? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      let (left, right) = (2 * parent + 1, 2 * parent + 2)
      var smallest = parent
      if left < heap.count, heap[left] < heap[smallest] { smallest = left }
      if right < heap.count, heap[right] < heap[smallest] { smallest = right }
      guard smallest != parent else { return first }
      heap.swapAt(parent, smallest)
      parent = smallest
    }
  }
}
