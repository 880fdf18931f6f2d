import CKernels

extension Execution {
  /// Bidirectional self-attention within each sequence (Vaswani et al., arXiv 1706.03762, section 3.2).
  ///
  /// With a tape and dropout, some of the probabilities are dropped.
  ///
  /// - Parameters:
  ///   - projected: query, key and value side by side, `[tokens, 3 * hidden]`.
  ///   - offsets: `[sequences + 1]` token rows of the sequences.
  ///   - heads: divides hidden.
  ///   - reduced: whether products in bfloat16 will do, without a tape and where the processor multiplies them faster.
  /// - Returns: `[tokens, hidden]`. O(tokens * longest sequence * hidden).
  package func attention(_ projected: Tensor, offsets: [Int], heads: Int, reduced: Bool = false) -> Tensor {
    let hidden = projected.columns / 3
    precondition(projected.columns == 3 * hidden && hidden % heads == 0, "attention: columns")
    precondition(offsets.last == projected.rows, "attention: rows")
    // Only a gradient needs the probabilities that the other way keeps.
    if tape != nil, projected.needsGradient || drops {
      return recordedAttention(projected, offsets: offsets, heads: heads)
    }
    let headSize = hidden / heads
    let output = Tensor(rows: projected.rows, columns: hidden)
    let longest = Int64(zip(offsets, offsets.dropFirst()).map { $1 - $0 }.max() ?? 0)
    let kernels = Kernels.best.table.pointee
    let fewerBits =
      reduced ? ReducedAttention.best.flatMap { $0.takes(headSize: headSize) ? $0.table.pointee : nil } : nil
    let room = fewerBits?.scratch(longest, Int64(headSize)) ?? kernels.attention_scratch(longest, Int64(headSize))
    guard let attend = fewerBits?.attention ?? kernels.attention else {
      preconditionFailure("a table without attention")
    }
    let scratch = scratch(room)
    for (start, end) in zip(offsets, offsets.dropFirst()) where start < end {
      let query = projected.values + start * projected.columns
      attend(
        query, query + hidden, query + 2 * hidden, Int64(projected.columns), Int64(end - start), Int64(heads),
        Int64(headSize), 1 / Float(headSize).squareRoot(), output.values + start * hidden, Int64(hidden), scratch.values
      )
    }
    return output
  }

  private func recordedAttention(_ projected: Tensor, offsets: [Int], heads: Int) -> Tensor {
    let pass = AttentionPass(offsets: offsets, heads: heads, hidden: projected.columns / 3, dropout: nextDropout())
    let output = Tensor(rows: projected.rows, columns: pass.hidden)
    let scratch = scratch(pass.scratchCount)
    let probabilities = pass.forward(projected, into: output, scratch: scratch.values)
    record(output, from: [projected]) { gradient, _ in
      let result = Tensor(rows: projected.rows, columns: projected.columns)
      pass.backward(projected, probabilities, gradient, into: result, scratch: scratch.values)
      projected.accumulate(result)
    }
    return output
  }
}

/// Attention whose probabilities are kept for the gradient, sequence by sequence.
private struct AttentionPass {
  let hidden: Int
  let scratchCount: Int
  private let heads: Int
  private let headSize: Int
  private let dropout: (rate: Float, key: UInt64)
  /// Of each sequence that is not empty: its rows, and where its probabilities begin.
  private let sequences: [(rows: Range<Int>, saved: Int)]
  private let savedCount: Int
  private let kernels = Kernels.best.table.pointee

  init(offsets: [Int], heads: Int, hidden: Int, dropout: (rate: Float, key: UInt64)?) {
    (self.hidden, self.heads, headSize) = (hidden, heads, hidden / heads)
    self.dropout = dropout ?? (0, 0)
    var (sequences, saved): ([(rows: Range<Int>, saved: Int)], Int) = ([], 0)
    for (start, end) in zip(offsets, offsets.dropFirst()) where start < end {
      sequences.append((start..<end, saved))
      saved += kernels.attention_saved(Int64(end - start), Int64(heads))
    }
    (self.sequences, savedCount) = (sequences, saved)
    let longest = sequences.map(\.rows.count).max() ?? 0
    scratchCount = kernels.attention_training_scratch(Int64(longest), Int64(headSize))
  }

  private var scale: Float { 1 / Float(headSize).squareRoot() }

  /// Writes the output and returns the probabilities.
  func forward(_ projected: Tensor, into output: Tensor, scratch: UnsafeMutablePointer<Float>) -> Tensor {
    let probabilities = Tensor(rows: 1, columns: savedCount)
    for (rows, saved) in sequences {
      let query = projected.values + rows.lowerBound * projected.columns
      kernels.attention_training(
        query, query + hidden, query + 2 * hidden, Int64(projected.columns), Int64(rows.count), Int64(heads),
        Int64(headSize), scale, dropout.rate, dropout.key &+ UInt64(saved), probabilities.values + saved,
        output.values + rows.lowerBound * hidden, Int64(hidden), scratch)
    }
    return probabilities
  }

  /// Writes the gradients of query, key and value; the formulas stand at the kernel.
  func backward(
    _ projected: Tensor, _ probabilities: Tensor, _ gradient: Tensor, into result: Tensor,
    scratch: UnsafeMutablePointer<Float>
  ) {
    for (rows, saved) in sequences {
      let query = projected.values + rows.lowerBound * projected.columns
      let dquery = result.values + rows.lowerBound * projected.columns
      kernels.attention_backward(
        query, query + hidden, query + 2 * hidden, Int64(projected.columns), Int64(rows.count), Int64(heads),
        Int64(headSize), scale, dropout.rate, dropout.key &+ UInt64(saved), probabilities.values + saved,
        gradient.values + rows.lowerBound * hidden, Int64(hidden), dquery, dquery + hidden, dquery + 2 * hidden,
        scratch)
    }
  }
}
