/// What the checkpoints of a family call the weights of its encoder; `.weight` and `.bias` follow.
struct EncoderNames: Sendable {
  /// What may stand before every name: checkpoints with a task head put the backbone under the family's name.
  var prefixes: [String]
  var words: String
  var positions: String
  var types: String
  var embeddingNorm: String
  /// Stet's own: the vectors added to words by how they are written.
  var cases = "embeddings.case_embeddings"
  /// Before the number of a layer.
  var layers: String
  var query: String
  var key: String
  var value: String
  var attentionOutput: String
  var attentionNorm: String
  var inner: String
  var outer: String
  var outputNorm: String
  /// The dense layer over the first token; nil for a family without one.
  var pooler: String?

  /// The full name of a weight of the layer `index`.
  func name(_ part: String, inLayer index: Int) -> String { "\(layers).\(index).\(part)" }
}
