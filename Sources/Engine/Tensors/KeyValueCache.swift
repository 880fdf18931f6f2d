/// The keys and values of tokens that a decoder has seen, in every layer, so that the next token costs one row.
///
/// A pass writes the rows of its tokens layer by layer behind the `count` that are there, and `advance` makes them count. Dropping the last
/// tokens is O(1). Memory grows in steps and is not given back. It belongs to one thread.
package final class KeyValueCache {
  /// How numbers are kept.
  package enum Format: Sendable, CaseIterable {
    case float32
    /// Half the memory; an error of up to one in 2,000 in each number.
    case float16
  }

  package let layers: Int
  package let shape: AttentionShape
  package let format: Format
  /// How many tokens it holds.
  package private(set) var count = 0
  /// How many tokens it has room for.
  package private(set) var capacity = 0
  private var storage: [any LayerKeyValues] = []

  /// A multiple of every kernel's panel.
  private static let step = 64

  /// An empty cache.
  package init(layers: Int, shape: AttentionShape, format: Format = .float32) {
    (self.layers, self.shape, self.format) = (layers, shape, format)
  }

  /// The memory that it takes.
  package var byteCount: Int { storage.reduce(0) { $0 + $1.byteCount } }

  /// Forgets the tokens from `count` on.
  package func truncate(to count: Int) {
    precondition(count >= 0 && count <= self.count, "a cache is cut to fewer tokens")
    self.count = count
  }

  /// Counts `rows` tokens that a pass has written in every layer.
  package func advance(by rows: Int) {
    precondition(count + rows <= capacity, "rows are written before they count")
    count += rows
  }

  /// Makes room for `rows` more tokens; O(tokens) when it grows.
  package func reserve(_ rows: Int) {
    guard count + rows > capacity else { return }
    resize(max(count + rows, min(2 * capacity, capacity + 1024)))
  }

  /// A cache of its own with the first `count` tokens; O(count).
  package func copy(first count: Int) -> KeyValueCache {
    precondition(count <= self.count, "a copy has no more tokens")
    let copy = KeyValueCache(layers: layers, shape: shape, format: format)
    // It gets layers of its own at once.
    (copy.storage, copy.count) = (storage, count)
    copy.resize(count + Self.step)
    return copy
  }

  /// Writes the keys and values of the rows that follow, `[rows, 2 * keyColumns]`, for one layer.
  func write(_ keyValue: Tensor, layer: Int) { storage[layer].write(keyValue, from: count) }

  /// Floats of scratch that `attend` needs for `rows` new tokens.
  func scratchSize(_ rows: Int) -> Int { storage[0].scratchSize(count + rows) }

  /// Attention of `query`, whose keys and values were written, to what `mask` shows; see the kernel.
  func attend(_ query: Tensor, layer: Int, mask: AttentionMask?, into output: Tensor, scratch: Tensor) {
    storage[layer].attend(query, past: count, mask: mask, into: output, scratch: scratch)
  }

  private func resize(_ tokens: Int) {
    capacity = (tokens + Self.step - 1) / Self.step * Self.step
    storage = (0..<layers).map { layer -> any LayerKeyValues in
      let known = count > 0 ? storage[layer] : nil
      switch format {
      case .float32: return FloatKeyValues(shape, capacity: capacity, copying: known as? FloatKeyValues, first: count)
      case .float16: return HalfKeyValues(shape, capacity: capacity, copying: known as? HalfKeyValues, first: count)
      }
    }
  }
}

/// The keys and values of one layer; who owns it sees to the room.
protocol LayerKeyValues: AnyObject {
  /// The memory that it takes.
  var byteCount: Int { get }

  /// Writes keys and values side by side, `[rows, 2 * key columns]`, as the tokens from `first` on.
  func write(_ keyValue: Tensor, from first: Int)

  /// Floats of scratch that `attend` needs, where `tokens` are those before and the new ones.
  func scratchSize(_ tokens: Int) -> Int

  /// Attention of the tokens from `past` on; see the kernel.
  func attend(_ query: Tensor, past: Int, mask: AttentionMask?, into output: Tensor, scratch: Tensor)
}

/// Which of the last cached tokens each new token sees, where that is not all before it: the branches of a tree.
package struct AttentionMask {
  /// `[rows, last tokens]`: 0 where a token is seen, -infinity where not; tokens before those are seen by all.
  let values: Tensor

  /// - Parameter isSeen: by row, for each of the last tokens; a row sees itself.
  package init(_ isSeen: [[Bool]]) {
    let columns = isSeen.first?.count ?? 0
    precondition(columns > 0 && isSeen.allSatisfy { $0.count == columns }, "one flag for each token")
    values = Tensor(rows: isSeen.count, columns: columns, isSeen.flatMap { $0.map { $0 ? 0 : -.infinity } })
  }
}
