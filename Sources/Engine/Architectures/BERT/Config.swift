package import JSON
package import Tensors

/// The sizes and choices of a BERT encoder (Devlin et al., arXiv 1810.04805), from its `config.json`.
package struct BERTConfig: Sendable, Equatable {
  package let hidden: Int
  package let layers: Int
  package let heads: Int
  /// Width of the feed-forward middle.
  package let inner: Int
  package let vocabulary: Int
  package let positions: Int
  package let types: Int
  package let activation: Activation
  package let epsilon: Float

  /// Reads a `config.json`.
  ///
  /// Bounds are far beyond real models and keep every product within an `Int`.
  ///
  /// - Throws: `ArchitectureError` naming the field that is missing, impossible or not supported.
  package init(_ configuration: JSONValue) throws {
    let reader = ConfigReader(configuration)
    hidden = try reader.size("hidden_size", 1...65_536)
    layers = try reader.size("num_hidden_layers", 0...1_000)
    heads = try reader.size("num_attention_heads", 1...4_096)
    inner = try reader.size("intermediate_size", 1...1_048_576)
    vocabulary = try reader.size("vocab_size", 1...10_000_000)
    positions = try reader.size("max_position_embeddings", 1...1_048_576, fallback: 512)
    types = try reader.size("type_vocab_size", 1...256, fallback: 2)
    activation = try reader.activation("hidden_act", fallback: "gelu")
    epsilon = try reader.epsilon("layer_norm_eps", fallback: 1e-12)
    try reader.require("position_embedding_type", "absolute")
    for flag in ["is_decoder", "add_cross_attention", "pruned_heads"] { try reader.requireUnset(flag) }
    guard hidden % heads == 0 else {
      throw ArchitectureError.invalid("num_attention_heads", "a divisor of hidden_size")
    }
    guard try reader.size("embedding_size", 1...65_536, fallback: hidden) == hidden else {
      throw ArchitectureError.unsupported("embedding_size", "other than hidden_size", supported: "left out")
    }
  }
}
