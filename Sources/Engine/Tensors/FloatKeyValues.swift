import CKernels

/// Keys and values of one layer in float32, in the layout of the kernels for causal attention (`causal_attention.h`).
final class FloatKeyValues: LayerKeyValues {
  private let shape: AttentionShape
  /// Tokens that it has room for.
  private let capacity: Int
  private let numbers: Tensor
  private let kernels = Kernels.best.table.pointee

  /// Room for `capacity` tokens with the first `count` of others.
  init(_ shape: AttentionShape, capacity: Int, copying other: FloatKeyValues?, first count: Int) {
    (self.shape, self.capacity) = (shape, capacity)
    let (heads, width) = (Int64(shape.keyHeads), Int64(shape.headSize))
    numbers = Tensor(zeros: 1, kernels.cache_size(Int64(capacity), heads, width))
    guard let other else { return }
    kernels.cache_copy(
      other.numbers.values, Int64(other.capacity), Int64(count), heads, width, numbers.values, Int64(capacity))
  }

  var byteCount: Int { numbers.count * MemoryLayout<Float>.stride }

  func write(_ keyValue: Tensor, from first: Int) {
    kernels.cache_rows(
      keyValue.values, keyValue.values + shape.keyColumns, Int64(keyValue.columns), Int64(keyValue.rows), Int64(first),
      Int64(capacity), Int64(shape.keyHeads), Int64(shape.headSize), numbers.values)
  }

  func scratchSize(_ tokens: Int) -> Int { kernels.causal_scratch(Int64(tokens)) }

  func attend(_ query: Tensor, past: Int, mask: AttentionMask?, into output: Tensor, scratch: Tensor) {
    kernels.causal_attention(
      query.values, Int64(query.columns), Int64(query.rows), numbers.values, Int64(capacity), Int64(past),
      Int64(shape.heads), Int64(shape.keyHeads), Int64(shape.headSize), shape.scale, mask?.values.values,
      Int64(mask?.values.columns ?? 0), output.values, Int64(output.columns), scratch.values)
  }
}
