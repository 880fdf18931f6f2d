import Architectures
import Layers
import Tensors
import Training

/// Classes of tokens, with a linear layer on a backbone.
struct TokenObjective: Objective {
  let backbone: any Backbone
  let classifier: Linear
  let ids: [[Int32]]
  let labels: [[Int32]]

  var count: Int { ids.count }
  func tokenCount(of example: Int) -> Int { ids[example].count }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    let hidden = backbone.encode(PackedBatch(examples.map { ids[$0] }), in: execution)
    return [classifier(hidden, in: execution)]
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    execution.crossEntropy(outputs[0], examples.flatMap { labels[$0] })
  }
}

/// Classes of sequences, with a linear layer on what the backbone pools.
struct SentenceObjective: Objective {
  let backbone: any Backbone
  let classifier: Linear
  let ids: [[Int32]]
  let labels: [Int32]

  var count: Int { ids.count }
  func tokenCount(of example: Int) -> Int { ids[example].count }

  func outputs(_ examples: [Int], in execution: Execution) -> [Tensor] {
    let batch = PackedBatch(examples.map { ids[$0] })
    let hidden = backbone.encode(batch, in: execution)
    let pooled =
      backbone.pooled(hidden, batch, in: execution) ?? execution.pool(hidden, .mean, offsets: batch.offsets)
    return [classifier(pooled, in: execution)]
  }

  func loss(_ outputs: [Tensor], _ examples: [Int], in execution: Execution) -> Tensor {
    execution.crossEntropy(outputs[0], examples.map { labels[$0] })
  }
}
