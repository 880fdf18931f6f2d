/// The tokens of a vocabulary in the order of their bytes, so that all that begin with some bytes are found byte by byte.
///
/// A trie without nodes: a node is a range of the order, a step narrows it by binary search. Immutable; any number of threads may share it.
package struct ByteTrie: Sendable {
  /// Tokens in the order of their bytes.
  private var order: [Int32] = []
  /// The bytes of all tokens in that order, and where those of each start.
  private var bytes: [UInt8] = []
  private var offsets: [Int] = [0]

  /// A trie of tokens that stand for bytes; others are left out.
  ///
  /// O(n log n).
  package init(_ tokens: [(id: Int32, bytes: [UInt8])]) {
    let sorted = tokens.filter { !$0.bytes.isEmpty }.sorted {
      $0.bytes.lexicographicallyPrecedes($1.bytes) || ($0.bytes == $1.bytes && $0.id < $1.id)
    }
    for token in sorted {
      order.append(token.id)
      bytes += token.bytes
      offsets.append(bytes.count)
    }
  }

  /// The tokens that can come next where `pending` must: those that begin with it, and those that it begins with.
  ///
  /// O(bytes * log(tokens) + result). All tokens where nothing is pending.
  package func tokens(matching pending: some Collection<UInt8>) -> [Int32] {
    var (node, found) = (order.indices, [Int32]())
    for (depth, byte) in pending.enumerated() {
      // Tokens that end here come first.
      found += node.prefix { depth > 0 && length($0) == depth }.map { order[$0] }
      node = children(of: node, depth, byte)
      if node.isEmpty { return found }
    }
    return found + order[node]
  }

  private func length(_ place: Int) -> Int { offsets[place + 1] - offsets[place] }

  /// The tokens of `node`, which agree in their first `depth` bytes, that go on with `byte`.
  private func children(of node: Range<Int>, _ depth: Int, _ byte: UInt8) -> Range<Int> {
    func first(notBelow bound: Int) -> Int {
      var (low, high) = (node.lowerBound, node.upperBound)
      while low < high {
        let middle = (low + high) / 2
        let value = length(middle) > depth ? Int(bytes[offsets[middle] + depth]) : -1
        if value < bound { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(notBelow: Int(byte))..<first(notBelow: Int(byte) + 1)
  }
}
