import Architectures
import Heads
import Models
import Tensors

/// The backbone that all tasks share, with the head of one of them.
struct TaskModel: Sendable {
  let backbone: any Backbone
  let head: Head
  /// Makes the vectors that some heads read.
  let sentenceHead: SentenceHead
  /// Whether the backbone does not learn, so that no step of it is recorded and nothing of it dropped.
  var isBackboneFrozen = false

  /// The head's logits for some sequences, and the batch that they make.
  func logits(_ inputs: [ModelInput], in execution: Execution) -> (rows: Tensor, batch: PackedBatch) {
    let batch = PackedBatch(inputs)
    return (head.forward(states(batch, in: execution), batch, in: execution), batch)
  }

  /// The head's logits for the sentences of some documents, `[sentences, labels]`.
  func logits(_ windows: [DocumentWindow], in execution: Execution) -> Tensor {
    guard head.readsVectors else { return logits(windows.flatMap(\.inputs), in: execution).rows }
    let batch = PackedBatch(windows.flatMap(\.inputs))
    let below = isBackboneFrozen ? Execution(products: execution.products) : execution
    let vectors = sentenceHead.forward(states(batch, in: execution), offsets: batch.offsets, in: below)
    let offsets = windows.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.inputs.count) }
    return head.forward(vectors: vectors, offsets: offsets, in: execution)
  }

  /// The hidden states that the head reads; layers above them are not computed.
  func states(_ batch: PackedBatch, in execution: Execution) -> Tensor {
    let execution = isBackboneFrozen ? Execution(products: execution.products) : execution
    return backbone.encode(batch, through: head.sourceLayer ?? backbone.dimensions.layers, in: execution) { _, _ in }
  }
}
