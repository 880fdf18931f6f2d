import CKernels

extension Execution {
  /// Bidirectional self-attention within each sequence (Vaswani et al., arXiv 1706.03762, section 3.2).
  ///
  /// - Parameters:
  ///   - projected: query, key and value side by side, `[tokens, 3 * hidden]`.
  ///   - offsets: `[sequences + 1]` token rows of the sequences.
  ///   - heads: divides hidden.
  /// - Returns: `[tokens, hidden]`. O(tokens * longest sequence * hidden).
  package func attention(_ projected: Tensor, offsets: [Int], heads: Int) -> Tensor {
    let hidden = projected.columns / 3
    let headSize = hidden / heads
    precondition(projected.columns == 3 * heads * headSize && offsets.last == projected.rows, "attention: shapes")
    let output = Tensor(rows: projected.rows, columns: hidden)
    let kernels = Kernels.best.table.pointee
    let longest = zip(offsets, offsets.dropFirst()).map { $1 - $0 }.max() ?? 0
    let scratch = scratch(kernels.attention_scratch(Int64(longest), Int64(headSize)))
    for (start, end) in zip(offsets, offsets.dropFirst()) where start < end {
      let query = projected.values + start * projected.columns
      kernels.attention(
        query, query + hidden, query + 2 * hidden, Int64(projected.columns), Int64(end - start), Int64(heads),
        Int64(headSize), 1 / Float(headSize).squareRoot(), output.values + start * hidden, Int64(hidden), scratch)
    }
    tape?.record(
      TapeStep(operation: .attention(offsets: offsets, heads: heads), inputs: [projected], output: output))
    return output
  }
}
