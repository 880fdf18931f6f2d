import Tensors

/// Forward and backward of one batch, divided among threads.
struct BatchPass {
  let objective: any Objective
  let examples: [Int]
  /// The gradient of the loss is multiplied by it.
  let scale: Float

  /// Adds the gradients to those of the shards and returns the loss.
  ///
  /// - Parameter dropout: what each shard drops.
  func run(on shards: [Shard], dropout: [DropoutPlan]) -> Float {
    let lengths = examples.map { objective.tokenCount(of: $0) }
    let parts = ShardPlan.parts(examples, lengths: lengths, count: shards.count)
    let forward = parts.indices.map { index in
      ShardWork(shard: shards[index], objective: objective, examples: parts[index], dropout: dropout[index])
    }
    Parallel.forEach(forward, threads: forward.count) { $0.forward() }
    let (loss, gradients) = lossAndGradients(forward.map(\.shard.outputs), shards[0].gradients)
    let backward = zip(forward, gradients).map { ShardReturn(shard: $0.shard, gradients: $1) }
    Parallel.forEach(backward, threads: backward.count) { $0.run() }
    return loss
  }

  /// The loss over the outputs of all shards, and its gradient by the outputs of each.
  private func lossAndGradients(
    _ outputs: [[Tensor]], _ parameters: ParameterGradients
  ) -> (Float, [[Tensor?]]) {
    let count = outputs.first?.count ?? 0
    // The loss gets leaves: its tape must not run into those of the shards.
    let whole = (0..<count).map { index in
      let leaf = Execution().concatenateRows(outputs.map { $0[index] })
      if outputs.contains(where: { $0[index].needsGradient }) { leaf.requireGradient() }
      return leaf
    }
    let tape = Tape(parameters)
    let loss = objective.loss(whole, examples, in: Execution(tape: tape))
    if loss.needsGradient { tape.backward(from: [(loss, Tensor(rows: 1, columns: 1, [scale]))]) }
    var first = [Int](repeating: 0, count: count)
    let gradients = outputs.map { outputs in
      outputs.indices.map { index -> Tensor? in
        let rows = first[index]..<first[index] + outputs[index].rows
        first[index] = rows.upperBound
        return whole[index].gradient?.slice(rows)
      }
    }
    return (loss.scalar, gradients)
  }
}

/// One thread's way forward.
private struct ShardWork: Sendable {
  let shard: Shard
  let objective: any Objective
  let examples: [Int]
  let dropout: DropoutPlan

  func forward() { shard.forward(objective, examples, dropout: dropout) }
}

/// One thread's way back.
///
/// `@unchecked Sendable`: the thread that computed the loss hands the gradients over and forgets them.
private struct ShardReturn: @unchecked Sendable {
  let shard: Shard
  let gradients: [Tensor?]

  func run() { shard.backward(gradients) }
}
