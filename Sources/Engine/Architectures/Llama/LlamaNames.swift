/// What checkpoints of Llama and of its relatives call their weights; `.weight` and `.bias` follow.
enum LlamaNames {
  /// Before all names but that of the head in checkpoints with one.
  static let prefix = "model."
  static let words = "embed_tokens"
  static let norm = "norm"
  static let head = "lm_head"
  /// Before the number of a layer.
  static let layers = "layers"
  static let attentionNorm = "input_layernorm"
  static let query = "self_attn.q_proj"
  static let key = "self_attn.k_proj"
  static let value = "self_attn.v_proj"
  static let attentionOutput = "self_attn.o_proj"
  static let feedForwardNorm = "post_attention_layernorm"
  static let gate = "mlp.gate_proj"
  static let up = "mlp.up_proj"
  static let down = "mlp.down_proj"
}
