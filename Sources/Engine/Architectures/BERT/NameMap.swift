/// What BERT checkpoints call their weights.
///
/// Each case's raw value is the name's middle; `.weight` and `.bias` follow.
enum BERTNames {
  /// Checkpoints with a task head put the backbone under `bert.`; the bare model has no prefix.
  static let prefixes = ["", "bert."]

  enum Embedding: String, CaseIterable {
    case words = "embeddings.word_embeddings"
    case positions = "embeddings.position_embeddings"
    case types = "embeddings.token_type_embeddings"
    case norm = "embeddings.LayerNorm"
  }

  enum Layer: String, CaseIterable {
    case query = "attention.self.query"
    case key = "attention.self.key"
    case value = "attention.self.value"
    case attentionOutput = "attention.output.dense"
    case attentionNorm = "attention.output.LayerNorm"
    case inner = "intermediate.dense"
    case outer = "output.dense"
    case outputNorm = "output.LayerNorm"

    /// The full name in the layer `index`.
    func callAsFunction(_ index: Int) -> String { "encoder.layer.\(index).\(rawValue)" }
  }

  static let pooler = "pooler.dense"
}
