import CKernels

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
  /// By layer, in the layout of the kernels.
  private var storage: [Tensor] = []
  /// The same in half precision; one of both is used.
  private var halves: [HalfKeyValues] = []
  private let kernels = Kernels.best.table.pointee

  /// A multiple of every kernel's panel.
  private static let step = 64

  /// An empty cache.
  package init(layers: Int, shape: AttentionShape, format: Format = .float32) {
    (self.layers, self.shape, self.format) = (layers, shape, format)
  }

  /// The memory that it takes.
  package var byteCount: Int {
    storage.reduce(0) { $0 + $1.count * MemoryLayout<Float>.stride } + halves.reduce(0) { $0 + $1.byteCount }
  }

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
    (copy.storage, copy.halves) = (storage, halves)
    copy.capacity = capacity
    copy.count = count
    copy.resize(count + Self.step)
    return copy
  }

  /// Writes the keys and values of the rows that follow, `[rows, 2 * keyColumns]`, for one layer.
  func write(_ keyValue: Tensor, layer: Int) {
    guard format == .float32 else { return halves[layer].write(keyValue, from: count) }
    kernels.cache_rows(
      keyValue.values, keyValue.values + shape.keyColumns, Int64(keyValue.columns), Int64(keyValue.rows), Int64(count),
      Int64(capacity), Int64(shape.keyHeads), Int64(shape.headSize), storage[layer].values)
  }

  /// Floats of scratch that `attend` needs for `rows` new tokens.
  func scratchSize(_ rows: Int) -> Int {
    let widened = format == .float16 ? HalfKeyValues.widenedSize(count + rows, shape) : 0
    return widened + kernels.causal_scratch(Int64(count + rows))
  }

  /// Attention of `query`, whose keys and values were written, to what `mask` shows; see the kernel.
  func attend(_ query: Tensor, layer: Int, mask: AttentionMask?, into output: Tensor, scratch: Tensor) {
    guard format == .float32 else {
      return halves[layer].attend(query, past: count, mask: mask, into: output, scratch: scratch)
    }
    kernels.causal_attention(
      query.values, Int64(query.columns), Int64(query.rows), storage[layer].values, Int64(capacity), Int64(count),
      Int64(shape.heads), Int64(shape.keyHeads), Int64(shape.headSize), shape.scale, mask?.values.values,
      Int64(mask?.values.columns ?? 0), output.values, Int64(output.columns), scratch.values)
  }

  private func resize(_ tokens: Int) {
    let size = (tokens + Self.step - 1) / Self.step * Self.step
    defer { capacity = size }
    guard format == .float32 else {
      halves = (0..<layers).map { layer in
        HalfKeyValues(shape, capacity: size, copying: count > 0 ? halves[layer] : nil, first: count)
      }
      return
    }
    let (heads, width) = (Int64(shape.keyHeads), Int64(shape.headSize))
    storage = (0..<layers).map { layer in
      let grown = Tensor(zeros: 1, kernels.cache_size(Int64(size), heads, width))
      if count > 0 {
        kernels.cache_copy(
          storage[layer].values, Int64(capacity), Int64(count), heads, width, grown.values, Int64(size))
      }
      return grown
    }
  }
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
