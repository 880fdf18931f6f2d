import Architectures
import Datasets
import Heads
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

/// A model whose head of the same name says how likely each label is, for a head that is to say the same with less work.
struct TeacherHead: Sendable {
  private let model: TaskModel
  private let head: EditHead

  /// - Parameter space: the labels of the head that learns, which must be the teacher's in the same order.
  /// - Throws: as `ModelBundle`; `FineTuningError` when the model has no such head.
  init(folder: String, name: String, like space: LabelSpace) throws {
    let bundle = try ModelBundle(directory: folder)
    guard let found = bundle.heads[name], case .edits(let head) = found, head.specification.labels == space.names else {
      throw FineTuningError.noTeacher(folder, head: name)
    }
    self.head = head
    model = TaskModel(
      backbone: bundle.backbone, head: found, sentenceHead: bundle.sentenceHead, isBackboneFrozen: true)
  }

  /// Its logits `[rows, labels]`, constants.
  func logits(_ batch: PackedBatch, rows: [Int], products: MatrixProducts) -> Tensor {
    let execution = Execution(products: products)
    return head.forward(model.states(batch, in: execution), batch, rows: rows, in: execution).logits
  }
}
