package import JSON
import Tensors

/// The sizes and choices of a BERT encoder (Devlin et al., arXiv 1810.04805), from its `config.json`.
package struct BERTConfig: Sendable, Equatable {
  let shape: EncoderShape

  /// Reads a `config.json`.
  ///
  /// `stet_case_features` is Stet's own: how many ways of writing a word have a vector that is added to the word's.
  ///
  /// - Throws: `ArchitectureError` naming the field that is missing, impossible or not supported.
  package init(_ configuration: JSONValue) throws {
    let reader = ConfigReader(configuration)
    var shape = try reader.transformersShape(types: 2, epsilon: 1e-12)
    shape.caseFeatures = try reader.size("stet_case_features", 0...256, fallback: 0)
    self.shape = shape
  }
}
