/// A dictionary bounded by the bytes of its values that forgets what was used longest ago.
///
/// A value type without locking; every operation is O(1). Nodes live in one array and are linked by index.
package struct LRUCache<Key: Hashable, Value> {
  private struct Node {
    var key: Key
    var value: Value
    var cost: Int
    var previous: Int
    var next: Int
  }

  /// The most bytes that the values may take together.
  package let limit: Int
  /// The bytes of the values held now.
  package private(set) var cost = 0
  /// How many values were forgotten to stay within the limit.
  package private(set) var evictions = 0
  private var nodes: [Node?] = []
  private var free: [Int] = []
  private var index: [Key: Int] = [:]
  private var first = -1
  private var last = -1

  /// An empty cache.
  package init(limit: Int) { self.limit = limit }

  /// How many values there are.
  package var count: Int { index.count }

  /// The value of `key`, which becomes the most recently used.
  package mutating func value(for key: Key) -> Value? {
    guard let at = index[key], let node = nodes[at] else { return nil }
    moveToFront(at)
    return node.value
  }

  /// Sets the value of `key`; a value larger than the whole limit is not kept.
  package mutating func insert(_ value: Value, for key: Key, cost newCost: Int) {
    remove(key)
    guard newCost <= limit else { return }
    let at = free.popLast() ?? nodes.count
    let node = Node(key: key, value: value, cost: newCost, previous: -1, next: -1)
    if at == nodes.count { nodes.append(node) } else { nodes[at] = node }
    index[key] = at
    cost += newCost
    linkFirst(at)
    while cost > limit, last >= 0, let oldest = nodes[last] {
      evictions += 1
      remove(oldest.key)
    }
  }

  /// Forgets the value of `key`.
  package mutating func remove(_ key: Key) {
    guard let at = index.removeValue(forKey: key), let node = nodes[at] else { return }
    unlink(at)
    cost -= node.cost
    nodes[at] = nil
    free.append(at)
  }

  /// Forgets everything.
  package mutating func removeAll() {
    self = LRUCache(limit: limit)
  }

  private mutating func moveToFront(_ at: Int) {
    guard at != first else { return }
    unlink(at)
    linkFirst(at)
  }

  private mutating func linkFirst(_ at: Int) {
    nodes[at]?.previous = -1
    nodes[at]?.next = first
    if first >= 0 { nodes[first]?.previous = at } else { last = at }
    first = at
  }

  private mutating func unlink(_ at: Int) {
    guard let node = nodes[at] else { return }
    if node.previous >= 0 { nodes[node.previous]?.next = node.next } else { first = node.next }
    if node.next >= 0 { nodes[node.next]?.previous = node.previous } else { last = node.previous }
  }
}
