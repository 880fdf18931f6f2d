package import JSON
import Tensors

/// The sizes and choices of a GPT-2 decoder (Radford et al., "Language models are unsupervised multitask learners", 2019), from its
/// `config.json`.
package struct GPT2Config: Sendable, Equatable {
  let shape: DecoderShape

  /// Reads a `config.json`.
  ///
  /// - Throws: `ArchitectureError` naming the field that is missing, impossible or not supported.
  package init(_ configuration: JSONValue) throws {
    let reader = ConfigReader(configuration)
    let hidden = try reader.size("n_embd", 1...65_536)
    let heads = try reader.size("n_head", 1...4_096)
    guard hidden % heads == 0 else { throw ArchitectureError.invalid("n_head", "a divisor of n_embd") }
    let context = try reader.size("n_ctx", 1...1_048_576, fallback: 1_024)
    for flag in ["scale_attn_by_inverse_layer_idx", "add_cross_attention", "pruned_heads"] {
      try reader.requireUnset(flag)
    }
    guard try reader.flag("scale_attn_weights", fallback: true) else {
      throw ArchitectureError.unsupported("scale_attn_weights", "false", supported: "left out")
    }
    shape = DecoderShape(
      hidden: hidden, layers: try reader.size("n_layer", 0...1_000),
      attention: AttentionShape(heads: heads, keyHeads: heads, headSize: hidden / heads),
      inner: try reader.size("n_inner", 1...1_048_576, fallback: 4 * hidden),
      vocabulary: try reader.size("vocab_size", 1...10_000_000),
      positions: try reader.size("n_positions", 1...1_048_576, fallback: context),
      activation: try reader.activation("activation_function", fallback: "gelu_new"),
      epsilon: try reader.epsilon("layer_norm_epsilon", fallback: 1e-5),
      isTied: try reader.flag("tie_word_embeddings", fallback: true))
  }
}
