extension EncoderNames {
  /// What checkpoints of RoBERTa and of its relatives call their weights.
  static let roberta = transformers(prefix: "roberta.")
}
