import Tensors

extension ConfigReader {
  /// The shape under the names that BERT and RoBERTa share.
  ///
  /// Bounds are far beyond real models and keep every product within an `Int`.
  ///
  /// - Parameters:
  ///   - types: segments where the file does not say.
  ///   - epsilon: of the norms where the file does not say.
  /// - Throws: `ArchitectureError` naming the field that is missing, impossible or not supported.
  func transformersShape(types: Int, epsilon: Double) throws -> EncoderShape {
    let hidden = try size("hidden_size", 1...65_536)
    let shape = EncoderShape(
      hidden: hidden, layers: try size("num_hidden_layers", 0...1_000),
      heads: try size("num_attention_heads", 1...4_096), inner: try size("intermediate_size", 1...1_048_576),
      vocabulary: try size("vocab_size", 1...10_000_000),
      positions: try size("max_position_embeddings", 1...1_048_576, fallback: 512),
      types: try size("type_vocab_size", 1...256, fallback: types),
      activation: try activation("hidden_act", fallback: "gelu"),
      epsilon: try self.epsilon("layer_norm_eps", fallback: epsilon))
    try require("position_embedding_type", "absolute")
    for flag in ["is_decoder", "add_cross_attention", "pruned_heads"] { try requireUnset(flag) }
    guard hidden % shape.heads == 0 else {
      throw ArchitectureError.invalid("num_attention_heads", "a divisor of hidden_size")
    }
    guard try size("embedding_size", 1...65_536, fallback: hidden) == hidden else {
      throw ArchitectureError.unsupported("embedding_size", "other than hidden_size", supported: "left out")
    }
    return shape
  }
}
