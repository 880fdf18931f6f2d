import Architectures
import Heads
import Tensors

/// What a model computes on the inputs of a reference file, by the names that such files use.
struct ReferenceOutputs {
  /// An output in the form in which it is stored.
  struct Output {
    let tensor: Tensor
    /// One row per token instead of one per sequence.
    var isPerToken = false
    /// A number per row, stored without a dimension for it.
    var isVector = false
  }

  let model: ModelBundle
  let batch: PackedBatch
  /// What the backbone computed, `[tokens, hidden]`.
  let hidden: Tensor
  /// The reference, for errors.
  let path: String

  /// The output of this name.
  ///
  /// - Throws: `ModelError` `reference-unsupported` when the model has none.
  func compute(_ name: String, in execution: Execution) throws -> Output {
    switch name {
    case "last_hidden_state": return Output(tensor: hidden, isPerToken: true)
    case "pooler_output":
      guard let pooled = model.backbone.pooled(hidden, batch, in: execution) else {
        throw missing(name, "the model has no pooler", hint: "Verify a checkpoint with pooler weights.")
      }
      return Output(tensor: pooled)
    case "logits":
      if model.heads.isEmpty, let model = model.backbone as? any LanguageModel, model.predictsTokens {
        return Output(tensor: model.logits(hidden, in: execution), isPerToken: true)
      }
      let head = try onlyHead(name)
      return Output(
        tensor: head.forward(states(head, in: execution), batch, in: execution),
        isPerToken: [.tokens, .edits].contains(head.specification.task))
    case "start_logits": return try answers(name, column: 0, in: execution)
    case "end_logits": return try answers(name, column: 1, in: execution)
    default: return Output(tensor: model.sentenceHead.forward(hidden, offsets: batch.offsets, in: execution))
    }
  }

  private func answers(_ name: String, column: Int, in execution: Execution) throws -> Output {
    let head = try onlyHead(name)
    guard head.specification.task == .answers else {
      throw missing(name, "the model's head is no \(HeadSpecification.Task.answers.rawValue)", hint: Self.hint)
    }
    let logits = head.forward(states(head, in: execution), batch, in: execution)
    let values = (0..<logits.rows).map { logits.row($0)[column] }
    return Output(tensor: Tensor(rows: logits.rows, columns: 1, values), isPerToken: true, isVector: true)
  }

  private func states(_ head: Head, in execution: Execution) -> Tensor {
    guard let layer = head.sourceLayer else { return hidden }
    return model.backbone.encode(batch, through: layer, in: execution) { _, _ in }
  }

  private func onlyHead(_ name: String) throws -> Head {
    guard let head = model.heads.values.first, model.heads.count == 1 else {
      throw missing(name, "the model has \(model.heads.count) heads instead of one", hint: Self.hint)
    }
    return head
  }

  private static let hint = "Verify a model whose config.json names a class with the head of that output."

  private func missing(_ name: String, _ what: String, hint: String) -> ModelError {
    .unsupported(path, "\(name) is stored, but \(what)", hint: hint)
  }
}
