package import Tensors

/// A decoder: each hidden state knows the tokens up to its own and predicts the one after it.
///
/// `encode` runs whole sequences; `extend` runs the tokens that follow those in a cache.
package protocol LanguageModel: Backbone {
  /// The heads of its attention, which a cache must have too.
  var attention: AttentionShape { get }

  /// Whether it has weights for `logits`; a checkpoint without its task's class may lack them.
  var predictsTokens: Bool { get }

  /// Hidden states of tokens behind those in a cache, `[ids, hidden]`.
  ///
  /// The cache then holds them too. It belongs to this model, and with them has at most `dimensions.maximumTokens`.
  /// - Parameters:
  ///   - places: where each token stands in its text, counted from 0.
  ///   - mask: nil where the tokens are one sequence that follows all in the cache.
  func extend(
    _ cache: KeyValueCache, by ids: [Int32], at places: [Int32], mask: AttentionMask?, in execution: Execution
  ) -> Tensor

  /// How likely each token of the vocabulary comes next, before softmax: `[rows, hidden]` to `[rows, vocabulary]`.
  ///
  /// Only for a model that predicts tokens.
  func logits(_ hidden: Tensor, in execution: Execution) -> Tensor
}

extension LanguageModel {
  /// An empty cache for its tokens.
  package func makeCache(_ format: KeyValueCache.Format = .float32) -> KeyValueCache {
    KeyValueCache(layers: dimensions.layers, shape: attention, format: format)
  }

  /// Hidden states of tokens that follow all in the cache, `[ids, hidden]`.
  package func extend(_ cache: KeyValueCache, by ids: [Int32], in execution: Execution) -> Tensor {
    let first = Int32(cache.count)
    return extend(cache, by: ids, at: ids.indices.map { first + Int32($0) }, mask: nil, in: execution)
  }

  /// Decoders have no layer over a first token.
  package func pooled(_ hidden: Tensor, _ batch: PackedBatch, in execution: Execution) -> Tensor? { nil }

  /// Layers of heads are an encoder's: they cannot begin as copies of a decoder's.
  package func layerNames(_ index: Int) -> [String: String] { [:] }
}
