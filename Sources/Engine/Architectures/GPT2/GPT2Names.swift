/// What GPT-2 checkpoints call their weights; `.weight` and `.bias` follow.
enum GPT2Names {
  /// Before all names but that of the head in checkpoints with one.
  static let prefix = "transformer."
  static let words = "wte"
  static let places = "wpe"
  static let norm = "ln_f"
  static let head = "lm_head"
  /// Before the number of a layer.
  static let layers = "h"
  static let attentionNorm = "ln_1"
  static let projection = "attn.c_attn"
  static let attentionOutput = "attn.c_proj"
  static let feedForwardNorm = "ln_2"
  static let inner = "mlp.c_fc"
  static let outer = "mlp.c_proj"
  /// The layers whose matrices lie as `[inputs, outputs]`.
  static let transposed = [projection, attentionOutput, inner, outer]
}
