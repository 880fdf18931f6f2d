/// A trie over the bytes of all tokens, as a double array: one load and one comparison a byte.
///
/// The child of node `n` for byte `b` is at `nodes[n].base + b` if that node's `parent` is `n`. See J. Aoe, "An efficient
/// digital search algorithm by using a double-array structure" (1989).
struct TokenTrie: Sendable {
  /// A node; 12 bytes.
  struct Node: Sendable {
    /// Where its children are, 0 when it has none.
    var base: Int32 = 0
    /// The node it is a child of, -1 for a free place.
    var parent: Int32 = -1
    /// The id of the token that ends here, -1 when none does.
    var id: Int32 = -1
  }

  /// All nodes; the root is the first one.
  ///
  /// 256 free nodes at the end keep every lookup inside.
  let nodes: [Node]

  /// The trie of the tokens `bytes[ranges[id]]`; empty ranges are left out, of equal tokens the largest id wins.
  init(bytes: [UInt8], ranges: [Range<UInt32>]) {
    var builder = TokenTrieBuilder(bytes: bytes, ranges: ranges)
    nodes = builder.build()
  }

  /// The node that `key` leads to, nil when no token begins with it.
  func node(of key: [UInt8]) -> Int32? {
    var node: Int32 = 0
    for byte in key {
      let next = Int(nodes[Int(node)].base) + Int(byte)
      guard nodes[next].parent == node else { return nil }
      node = Int32(next)
    }
    return node
  }

  /// The id of the token `key`.
  func id(of key: [UInt8]) -> Int32? {
    node(of: key).flatMap { nodes[Int($0)].id }.flatMap { $0 >= 0 ? $0 : nil }
  }
}

/// Lays the nodes of a `TokenTrie` out, breadth first, each family in the first gap that fits.
struct TokenTrieBuilder {
  private let bytes: [UInt8]
  private let ranges: [Range<UInt32>]
  /// Ids in the order of their tokens' bytes.
  private var order: [Int32]
  private var nodes: [TokenTrie.Node]
  /// The children of the node in hand, by ascending byte.
  private var children: [(byte: UInt8, tokens: Range<Int>)] = []
  /// Places before this one are not worth looking at.
  private var firstGap = 1

  /// Tokens of a node: a stretch of `order` whose first `depth` bytes are equal.
  private struct Family {
    var node: Int32
    var tokens: Range<Int>
    var depth: Int
  }

  init(bytes: [UInt8], ranges: [Range<UInt32>]) {
    self.bytes = bytes
    self.ranges = ranges
    nodes = Array(repeating: TokenTrie.Node(), count: 1024)
    order = Self.sorted(bytes: bytes, ranges: ranges)
  }

  /// Ids in the order of their tokens, by the first eight bytes as a number and then byte by byte.
  private static func sorted(bytes: [UInt8], ranges: [Range<UInt32>]) -> [Int32] {
    let keyed = ranges.indices.filter { !ranges[$0].isEmpty }.map { id in
      var key: UInt64 = 0
      for offset in 0..<8 {
        let position = Int(ranges[id].lowerBound) + offset
        key = key << 8 | (position < Int(ranges[id].upperBound) ? UInt64(bytes[position]) : 0)
      }
      return (key: key, id: Int32(id))
    }
    let tail = { (id: Int32) in
      bytes[Int(ranges[Int(id)].lowerBound)..<Int(ranges[Int(id)].upperBound)]
    }
    return keyed.sorted { left, right in
      if left.key != right.key { return left.key < right.key }
      let (first, second) = (tail(left.id), tail(right.id))
      if first.elementsEqual(second) { return left.id < right.id }
      return first.lexicographicallyPrecedes(second)
    }.map(\.id)
  }

  /// The laid-out nodes.
  mutating func build() -> [TokenTrie.Node] {
    nodes[0].parent = Int32.max
    var queue = [Family(node: 0, tokens: order.indices, depth: 0)]
    var next = 0
    while next < queue.count {
      let family = queue[next]
      next += 1
      place(family, into: &queue)
    }
    let used = (nodes.lastIndex { $0.parent >= 0 } ?? 0) + 1
    nodes.removeLast(nodes.count - min(nodes.count, used + 256))
    nodes.append(contentsOf: repeatElement(TokenTrie.Node(), count: max(0, used + 256 - nodes.count)))
    return nodes
  }

  /// Gives the children of a family's node their places and appends their own families to the queue.
  private mutating func place(_ family: Family, into queue: inout [Family]) {
    var start = family.tokens.lowerBound
    while start < family.tokens.upperBound, length(order[start]) == family.depth {
      nodes[Int(family.node)].id = order[start]
      start += 1
    }
    guard start < family.tokens.upperBound else { return }
    children.removeAll(keepingCapacity: true)
    while start < family.tokens.upperBound {
      let first = byte(start, family.depth)
      var end = start + 1
      while end < family.tokens.upperBound, byte(end, family.depth) == first { end += 1 }
      children.append((first, start..<end))
      start = end
    }
    let base = gap()
    nodes[Int(family.node)].base = Int32(base)
    for (byte, tokens) in children {
      nodes[base + Int(byte)].parent = family.node
      queue.append(Family(node: Int32(base + Int(byte)), tokens: tokens, depth: family.depth + 1))
    }
  }

  /// The first base at which all of `children` fall on free places.
  private mutating func gap() -> Int {
    let first = Int(children[0].byte)
    var place = max(firstGap, first + 1)
    var (seen, taken) = (0, 0)
    while true {
      if place + 256 >= nodes.count {
        nodes.append(contentsOf: repeatElement(TokenTrie.Node(), count: nodes.count))
      }
      let base = place - first
      if nodes[place].parent >= 0 {
        taken += 1
      } else if children.allSatisfy({ nodes[base + Int($0.byte)].parent < 0 }) {
        // A crowded stretch is not searched again.
        if taken * 20 >= seen * 19 { firstGap = max(firstGap, place) }
        return base
      }
      place += 1
      seen += 1
    }
  }

  private func length(_ id: Int32) -> Int { ranges[Int(id)].count }

  private func byte(_ position: Int, _ depth: Int) -> UInt8 {
    bytes[Int(ranges[Int(order[position])].lowerBound) + depth]
  }
}
