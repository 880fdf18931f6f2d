package import JSON
import Tensors

/// The sizes and choices of a DistilBERT encoder (Sanh et al., arXiv 1910.01108), from its `config.json`.
package struct DistilBERTConfig: Sendable, Equatable {
  let shape: EncoderShape

  /// Reads a `config.json`.
  ///
  /// Sinusoidal positions are stored like learnt ones, so nothing depends on which they are.
  ///
  /// - Throws: `ArchitectureError` naming the field that is missing, impossible or not supported.
  package init(_ configuration: JSONValue) throws {
    let reader = ConfigReader(configuration)
    shape = EncoderShape(
      hidden: try reader.size("dim", 1...65_536), layers: try reader.size("n_layers", 0...1_000),
      heads: try reader.size("n_heads", 1...4_096), inner: try reader.size("hidden_dim", 1...1_048_576),
      vocabulary: try reader.size("vocab_size", 1...10_000_000),
      positions: try reader.size("max_position_embeddings", 1...1_048_576, fallback: 512), types: 0,
      activation: try reader.activation("activation", fallback: "gelu"), epsilon: 1e-12)
    try reader.requireUnset("pruned_heads")
    guard shape.hidden % shape.heads == 0 else { throw ArchitectureError.invalid("n_heads", "a divisor of dim") }
  }
}
