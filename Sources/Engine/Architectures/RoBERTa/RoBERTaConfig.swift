package import JSON
import Tensors

/// The sizes and choices of a RoBERTa encoder (Liu et al., arXiv 1907.11692), from its `config.json`.
///
/// XLM-RoBERTa and CamemBERT are the same with other vocabularies.
package struct RoBERTaConfig: Sendable, Equatable {
  /// The `model_type`: "roberta" or a relative's.
  let family: String
  let shape: EncoderShape

  /// Reads a `config.json`.
  ///
  /// - Throws: `ArchitectureError` naming the field that is missing, impossible or not supported.
  package init(_ configuration: JSONValue) throws {
    let reader = ConfigReader(configuration)
    var shape = try reader.transformersShape(types: 2, epsilon: 1e-12)
    let padding = try reader.size("pad_token_id", 0...10_000_000, fallback: 1)
    guard padding + 1 < shape.positions else {
      throw ArchitectureError.invalid("max_position_embeddings", "larger than pad_token_id + 1")
    }
    shape.padding = padding
    self.shape = shape
    family = configuration["model_type"]?.stringValue ?? "roberta"
  }
}
