package import JSON
import Layers
import Tensors

/// The sizes and choices of a Llama decoder (Touvron et al., arXiv 2302.13971), from its `config.json`.
///
/// Mistral is the same where its attention is not cut to a window, Qwen2 has biases on queries, keys and values.
package struct LlamaConfig: Sendable, Equatable {
  /// The `model_type`: "llama" or a relative's.
  let family: String
  let shape: DecoderShape
  let rotary: Rotary
  /// Whether the projections to queries, keys and values have biases.
  let hasQueryBias: Bool
  /// Whether the projection behind attention has one.
  let hasOutputBias: Bool
  /// Whether the feed-forward part has them.
  let hasFeedForwardBias: Bool

  /// Reads a `config.json`.
  ///
  /// - Throws: `ArchitectureError` naming the field that is missing, impossible or not supported.
  package init(_ configuration: JSONValue) throws {
    let reader = ConfigReader(configuration)
    family = configuration["model_type"]?.stringValue ?? "llama"
    try Self.refuseWhatIsNotComputed(reader, family)
    let isQwen = family == "qwen2"
    let attention = try Self.attention(reader)
    let biased = try reader.flag("attention_bias", fallback: false)
    (hasQueryBias, hasOutputBias) = (isQwen || biased, !isQwen && biased)
    hasFeedForwardBias = try reader.flag("mlp_bias", fallback: false)
    rotary = try reader.rotary(headSize: attention.headSize)
    shape = DecoderShape(
      hidden: try reader.size("hidden_size", 1...65_536), layers: try reader.size("num_hidden_layers", 0...1_000),
      attention: attention, inner: try reader.size("intermediate_size", 1...1_048_576),
      vocabulary: try reader.size("vocab_size", 1...10_000_000),
      positions: try reader.size("max_position_embeddings", 1...16_777_216, fallback: isQwen ? 32_768 : 2_048),
      activation: try reader.activation("hidden_act", fallback: "silu"),
      epsilon: try reader.epsilon("rms_norm_eps", fallback: 1e-6),
      isTied: try reader.flag("tie_word_embeddings", fallback: false))
  }

  private static func attention(_ reader: ConfigReader) throws -> AttentionShape {
    let hidden = try reader.size("hidden_size", 1...65_536)
    let heads = try reader.size("num_attention_heads", 1...4_096)
    let keyHeads = try reader.size("num_key_value_heads", 1...4_096, fallback: heads)
    guard heads % keyHeads == 0 else {
      throw ArchitectureError.invalid("num_key_value_heads", "a divisor of num_attention_heads")
    }
    let headSize = try reader.size("head_dim", 1...4_096, fallback: hidden / heads)
    guard headSize > 0, headSize % 2 == 0 else {
      throw ArchitectureError.invalid("head_dim", "even, which hidden_size divided by num_attention_heads must be too")
    }
    return AttentionShape(heads: heads, keyHeads: keyHeads, headSize: headSize)
  }

  /// Each would give other numbers if it were passed over.
  private static func refuseWhatIsNotComputed(_ reader: ConfigReader, _ family: String) throws {
    guard try reader.size("pretraining_tp", 1...1_024, fallback: 1) == 1 else {
      throw ArchitectureError.unsupported("pretraining_tp", "over 1", supported: "1")
    }
    try reader.requireUnset("use_sliding_window")
    // Qwen2 names a window that it uses only when told so.
    if family != "qwen2" { try reader.requireUnset("sliding_window") }
    guard reader.layerTypes.allSatisfy({ $0 == "full_attention" }) else {
      throw ArchitectureError.unsupported("layer_types", "other than full_attention", supported: "full_attention alone")
    }
    for field in ["partial_rotary_factor", "rope_partial_factor"] {
      guard try reader.number(field, fallback: 1) == 1 else {
        throw ArchitectureError.unsupported(field, "other than 1", supported: "1")
      }
    }
    for field in ["embedding_multiplier", "residual_multiplier", "attention_multiplier", "logits_scaling"] {
      try reader.requireUnset(field)
    }
  }
}
