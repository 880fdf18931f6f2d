import Architectures
import Heads
import Models
import Tensors

/// The backbone that all tasks share, with the head of one of them.
struct TaskModel: Sendable {
  let backbone: any Backbone
  let head: Head

  /// The head's logits for some sequences, and the batch that they make.
  func logits(_ inputs: [ModelInput], in execution: Execution) -> (rows: Tensor, batch: PackedBatch) {
    let batch = PackedBatch(inputs)
    return (head.forward(backbone.encode(batch, in: execution), batch, in: execution), batch)
  }
}
