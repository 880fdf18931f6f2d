extension EncoderNames {
  /// What BERT checkpoints call their weights.
  static let bert = transformers(prefix: "bert.")

  /// The names that BERT and RoBERTa share in the library that made most checkpoints.
  static func transformers(prefix: String) -> EncoderNames {
    EncoderNames(
      prefixes: ["", prefix], words: "embeddings.word_embeddings", positions: "embeddings.position_embeddings",
      types: "embeddings.token_type_embeddings", embeddingNorm: "embeddings.LayerNorm", layers: "encoder.layer",
      query: "attention.self.query", key: "attention.self.key", value: "attention.self.value",
      attentionOutput: "attention.output.dense", attentionNorm: "attention.output.LayerNorm",
      inner: "intermediate.dense", outer: "output.dense", outputNorm: "output.LayerNorm", pooler: "pooler.dense")
  }
}
