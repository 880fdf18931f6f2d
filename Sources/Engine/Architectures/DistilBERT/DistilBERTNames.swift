extension EncoderNames {
  /// What DistilBERT checkpoints call their weights.
  static let distilbert = EncoderNames(
    prefixes: ["", "distilbert."], words: "embeddings.word_embeddings", positions: "embeddings.position_embeddings",
    types: "", embeddingNorm: "embeddings.LayerNorm", layers: "transformer.layer", query: "attention.q_lin",
    key: "attention.k_lin", value: "attention.v_lin", attentionOutput: "attention.out_lin",
    attentionNorm: "sa_layer_norm", inner: "ffn.lin1", outer: "ffn.lin2", outputNorm: "output_layer_norm")
}
