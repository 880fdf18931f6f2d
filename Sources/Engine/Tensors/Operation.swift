/// The ops that a tape records, with what they need besides tensors.
///
/// Inputs of each are listed in its file in `Ops`.
package enum Operation {
  case embedding(EmbeddingTable, ids: [Int32])
  case linear(PackedMatrix, bias: Vector?)
  case activation(Activation)
  case add
  case layerNorm(gain: Vector, bias: Vector, epsilon: Float)
  case attention(offsets: [Int], heads: Int)
  case pool(PoolingMode, offsets: [Int])
  case normalize
}
