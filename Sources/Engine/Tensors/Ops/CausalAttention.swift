import CKernels

extension Execution {
  /// Attention of each token to itself and to those before it in its sequence (Vaswani et al., arXiv 1706.03762, section 3.2.3).
  ///
  /// - Parameters:
  ///   - query: `[tokens, N * D]`.
  ///   - keyValue: keys and values side by side, `[tokens, 2 * key heads * D]`.
  ///   - offsets: `[sequences + 1]` token rows of the sequences.
  /// - Returns: `[tokens, N * D]`. O(tokens * longest sequence * N * D).
  package func causalAttention(
    _ query: Tensor, _ keyValue: Tensor, _ shape: AttentionShape, offsets: [Int]
  ) -> Tensor {
    precondition(query.columns == shape.queryColumns && keyValue.columns == 2 * shape.keyColumns, "attention: columns")
    precondition(offsets.last == query.rows && keyValue.rows == query.rows, "attention: rows")
    let pass = CausalPass(query: query, keyValue: keyValue, shape: shape, offsets: offsets)
    let scratch = scratch(tape == nil ? pass.forwardScratch : max(pass.forwardScratch, pass.backwardScratch))
    let output = pass.forward(scratch: scratch)
    record(output, from: [query, keyValue]) { gradient, _ in
      let (dquery, dkeyValue) = pass.backward(gradient, scratch: scratch)
      query.accumulate(dquery)
      keyValue.accumulate(dkeyValue)
    }
    return output
  }

  /// Attention of tokens that follow those in a cache, which keeps their keys and values for the layer `layer`.
  ///
  /// The cache must have room (`KeyValueCache.reserve`), and counts the tokens only when told so.
  /// - Parameter mask: nil where the new tokens are one sequence.
  /// - Returns: `[new tokens, N * D]`. O(new tokens * all tokens * N * D).
  package func causalAttention(
    _ query: Tensor, _ keyValue: Tensor, cache: KeyValueCache, layer: Int, mask: AttentionMask?
  ) -> Tensor {
    precondition(tape == nil, "a cache is for inference")
    precondition(
      query.columns == cache.shape.queryColumns && keyValue.columns == 2 * cache.shape.keyColumns, "attention: columns")
    precondition(query.rows == keyValue.rows && cache.count + query.rows <= cache.capacity, "attention: rows")
    let output = Tensor(rows: query.rows, columns: query.columns)
    cache.write(keyValue, layer: layer)
    let scratch = scratch(cache.scratchSize(query.rows))
    cache.attend(query, layer: layer, mask: mask, into: output, scratch: scratch)
    return output
  }
}

/// Causal attention over whole sequences, one after the other.
private struct CausalPass {
  let query: Tensor
  let keyValue: Tensor
  let shape: AttentionShape
  /// Rows of the sequences that are not empty.
  private let sequences: [Range<Int>]
  private let kernels = Kernels.best.table.pointee

  init(query: Tensor, keyValue: Tensor, shape: AttentionShape, offsets: [Int]) {
    (self.query, self.keyValue, self.shape) = (query, keyValue, shape)
    sequences = zip(offsets, offsets.dropFirst()).map { $0..<$1 }.filter { !$0.isEmpty }
  }

  private var longest: Int { sequences.map(\.count).max() ?? 0 }
  private var cacheSize: Int {
    kernels.cache_size(Int64(longest), Int64(shape.keyHeads), Int64(shape.headSize))
  }
  var forwardScratch: Int { cacheSize + kernels.causal_scratch(Int64(longest)) }
  var backwardScratch: Int { kernels.causal_backward_scratch(Int64(longest), Int64(shape.headSize)) }

  func forward(scratch: Tensor) -> Tensor {
    let output = Tensor(rows: query.rows, columns: query.columns)
    let (cache, room) = (scratch.values, scratch.values + cacheSize)
    let (heads, keyHeads, size) = (Int64(shape.heads), Int64(shape.keyHeads), Int64(shape.headSize))
    for rows in sequences {
      let (first, count) = (rows.lowerBound, Int64(rows.count))
      let keys = keyValue.values + first * keyValue.columns
      kernels.cache_rows(
        keys, keys + shape.keyColumns, Int64(keyValue.columns), count, 0, Int64(longest), keyHeads, size, cache)
      kernels.causal_attention(
        query.values + first * query.columns, Int64(query.columns), count, cache, Int64(longest), 0, heads, keyHeads,
        size, shape.scale, nil, 0, output.values + first * output.columns, Int64(output.columns), room)
    }
    return output
  }

  /// The gradients of the queries, and of keys and values; the formulas stand at the kernel.
  func backward(_ gradient: Tensor, scratch: Tensor) -> (Tensor, Tensor) {
    let dquery = Tensor(rows: query.rows, columns: query.columns)
    let dkeyValue = Tensor(rows: keyValue.rows, columns: keyValue.columns)
    for rows in sequences {
      let (first, count) = (rows.lowerBound, Int64(rows.count))
      let keys = keyValue.values + first * keyValue.columns
      let dkeys = dkeyValue.values + first * keyValue.columns
      kernels.causal_backward(
        query.values + first * query.columns, Int64(query.columns), keys, keys + shape.keyColumns,
        Int64(keyValue.columns), count, Int64(shape.heads), Int64(shape.keyHeads), Int64(shape.headSize), shape.scale,
        gradient.values + first * query.columns, Int64(query.columns), dquery.values + first * query.columns, dkeys,
        dkeys + shape.keyColumns, scratch.values)
    }
    return (dquery, dkeyValue)
  }
}
