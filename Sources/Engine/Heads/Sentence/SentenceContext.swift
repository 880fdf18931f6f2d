import Layers
package import Tensors

/// Encoder layers over the vectors of a document's sentences.
///
/// Each sentence goes through the backbone alone, in the pass that serves all heads; among its neighbours it is a row, not some thirty, so that
/// to see them costs next to nothing, and an edit makes one sentence new, not its passage. Hierarchical networks for sentences of abstracts are
/// built so (D. Jin and P. Szolovits, "Hierarchical neural networks for sequential sentence classification in medical scientific abstracts", 2018).
struct SentenceContext: Sendable {
  /// Sentences that know each other at most; what is longer is divided.
  static let limit = 64

  private let input: Linear
  private let places: EmbeddingTable
  private let norm: LayerNorm
  private let layers: [PostNormLayer]

  /// Reads or creates the weights.
  ///
  /// - Parameter dimensions: width of the vectors.
  /// - Throws: `HeadError` for an impossible shape, `TensorError` for the weights.
  init(_ shape: ContextShape, dimensions: Int, weights: WeightSource) throws {
    let width = shape.width
    guard (1...12).contains(shape.layers), (1...4096).contains(width), (1...65_536).contains(shape.inner),
      shape.attentionHeads > 0, width % shape.attentionHeads == 0
    else { throw HeadError.specification("context", "1 to 12 layers whose attention heads divide their width") }
    input = try Linear(weights, ["input"], inputs: dimensions, outputs: width)
    places = try EmbeddingTable(weights.tensor("places.weight", [Self.limit, width]))
    norm = try LayerNorm(weights, "norm", width: width, epsilon: 1e-12)
    layers = try (0..<shape.layers).map { index in
      try PostNormLayer(
        weights.adding(prefix: "\(index)."), width: width, inner: shape.inner, attentionHeads: shape.attentionHeads,
        activation: shape.activation)
    }
  }

  /// `[sentences, dimensions]` to `[sentences, width]`; `offsets` are those of the documents.
  func callAsFunction(_ vectors: Tensor, offsets: [Int], in execution: Execution) -> Tensor {
    let own = zip(offsets, offsets.dropFirst()).flatMap { start, end in (0..<Int32(end - start)) }
    let states = norm(input(vectors, in: execution), adding: execution.embed(own, places), in: execution)
    return layers.reduce(execution.dropout(states)) { $1($0, offsets: offsets, in: execution) }
  }
}

/// How large the layers over sentences are: narrower than the backbone, because there are few documents to learn from.
package struct ContextShape: Sendable, Equatable {
  package var layers: Int
  package var width: Int
  /// Divides the width.
  package var attentionHeads: Int
  /// Width of the feed-forward middle.
  package var inner: Int
  package var activation: Activation

  package init(layers: Int, width: Int, attentionHeads: Int, inner: Int, activation: Activation = .gelu) {
    (self.layers, self.width, self.attentionHeads) = (layers, width, attentionHeads)
    (self.inner, self.activation) = (inner, activation)
  }
}
