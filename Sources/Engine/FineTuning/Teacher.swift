import Architectures
import Models
import Tensors

/// A model whose vectors others follow.
struct Teacher {
  private let vectors: VectorModel
  private let builder: InputBuilder

  /// - Throws: as `ModelBundle`.
  init(folder: String, limit: Int) throws {
    let bundle = try ModelBundle(directory: folder)
    vectors = VectorModel(backbone: bundle.backbone, head: bundle.sentenceHead)
    builder = InputBuilder(
      tokenizer: bundle.tokenizer, limit: min(limit, bundle.backbone.dimensions.maximumTokens),
      usesCase: bundle.backbone.dimensions.caseFeatures > 0)
  }

  /// One vector per text.
  func vectors(_ texts: [String], _ pass: EvaluationPass) -> [[Float]] {
    vectors.vectors(of: texts, builder, pass)
  }
}

extension VectorModel {
  /// One vector per text.
  func vectors(of texts: [String], _ builder: InputBuilder, _ pass: EvaluationPass) -> [[Float]] {
    let inputs = texts.map { builder.input($0) }
    return pass.map(inputs.map(\.count)) { batch, execution in
      let rows = vectors(batch.map { inputs[$0] }, in: execution)
      return batch.indices.map { Array(rows.row($0)) }
    }
  }
}
