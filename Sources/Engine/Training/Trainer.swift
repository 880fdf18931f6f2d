package import Tensors

/// Changes the parameters of a store, step by step, so that the losses of some tasks fall.
///
/// A step draws a task for each of its batches, runs them on all threads, and lets AdamW use the sum of the gradients. Equal options, data and
/// parameters give equal results to the last bit, also after `save` and `resume`. It belongs to one thread.
package final class Trainer {
  /// What one step did.
  package struct Report: Sendable, Equatable {
    /// Counted from 0.
    package let step: Int
    /// The loss of each batch, with the name of its task.
    package let losses: [(task: String, loss: Float)]
    /// Before clipping.
    package let gradientNorm: Float
    /// The rate of parameters without a factor.
    package let learningRate: Float
    /// Token rows of all batches.
    package let tokens: Int

    package static func == (a: Report, b: Report) -> Bool {
      a.step == b.step && a.losses.elementsEqual(b.losses, by: ==) && a.gradientNorm == b.gradientNorm
        && a.learningRate == b.learningRate && a.tokens == b.tokens
    }
  }

  package let options: TrainingOptions
  package let store: ParameterStore
  package let tasks: [TrainingTask]
  /// Steps done.
  package internal(set) var step = 0
  let optimizer: AdamW
  var streams: [BatchStream]
  private let sampler: TaskSampler
  private let factors: [Float]
  private let shards: [Shard]

  /// Prepares a run; `options.groups` decides now which parameters train.
  ///
  /// - Throws: `TrainingError` `training-empty`.
  package init(_ store: ParameterStore, tasks: [TrainingTask], options: TrainingOptions) throws {
    guard !tasks.isEmpty else { throw TrainingError.empty("the recipe") }
    if let task = tasks.first(where: { $0.objective.count == 0 }) { throw TrainingError.empty("the task \(task.name)") }
    (self.store, self.tasks, self.options) = (store, tasks, options)
    options.groups.apply(to: store)
    factors = options.groups.rates(store.parameters)
    optimizer = AdamW(options.adamW)
    shards = (0..<options.threads).map { _ in Shard(options.arithmetic) }
    streams = tasks.indices.map { Trainer.stream(tasks[$0], index: $0, options) }
    sampler = TaskSampler(
      shares: tasks.map { $0.share ?? Double($0.objective.count).squareRoot() },
      seed: SeededGenerator(options.seed, Purpose.tasks.rawValue).first)
  }

  /// Batches that one epoch of each task takes now.
  package var batchesPerEpoch: [Int] { streams.map(\.batchesPerEpoch) }
  /// Epochs of each task so far, with the part of the current one.
  package var epochs: [Double] {
    streams.map { Double($0.position.epoch) + Double($0.position.batch) / Double(max(1, $0.batchesPerEpoch)) }
  }

  /// Does the next step.
  ///
  /// - Throws: `TrainingError` `training-diverged`; the parameters are then as they were before the step.
  @discardableResult
  package func advance() throws -> Report {
    var (losses, tokens): ([(task: String, loss: Float)], Int) = ([], 0)
    for shard in shards { shard.gradients.clear() }
    for batch in 0..<options.accumulation {
      let task = sampler.task(at: step * options.accumulation + batch)
      let examples = streams[task].next()
      losses.append((tasks[task].name, run(tasks[task], examples, batch: batch)))
      tokens += examples.reduce(0) { $0 + tasks[task].objective.tokenCount(of: $1) }
    }
    let norm = try sumGradients(losses)
    let rate = options.schedule.rate(at: step)
    optimizer.step(
      store.parameters, shards[0].gradients, rates: factors.map { $0 * rate },
      gradientScale: GradientReduction.clipping(norm: norm, limit: options.clipping), threads: options.threads,
      arithmetic: options.arithmetic)
    defer { step += 1 }
    return Report(step: step, losses: losses, gradientNorm: Float(norm), learningRate: rate, tokens: tokens)
  }

  /// A copy of the gradient of the last step, before clipping.
  package func gradient(of parameter: Parameter) -> [Float] { shards[0].gradients.elements(of: parameter) }

  /// What randomness is for; each has a generator of its own.
  private enum Purpose: UInt64 {
    case tasks = 1
    case batches, dropout
  }

  static func stream(
    _ task: TrainingTask, index: Int, _ options: TrainingOptions, at position: BatchStream.Position = .init()
  ) -> BatchStream {
    BatchStream(
      lengths: (0..<task.objective.count).map { task.objective.tokenCount(of: $0) }, budget: task.budget,
      seed: SeededGenerator(options.seed, Purpose.batches.rawValue, UInt64(index)).first, position: position)
  }

  private func run(_ task: TrainingTask, _ examples: [Int], batch: Int) -> Float {
    let pass = BatchPass(
      objective: task.objective, examples: examples, scale: task.weight / Float(options.accumulation))
    let dropout = shards.indices.map { shard in
      let place = [Purpose.dropout.rawValue, UInt64(step), UInt64(batch), UInt64(shard)]
      return DropoutPlan(rate: options.dropout, key: SeededGenerator(options.seed, place).first)
    }
    return pass.run(on: shards, dropout: dropout)
  }

  /// Leaves the sum in the first shard and returns its norm.
  private func sumGradients(_ losses: [(task: String, loss: Float)]) throws -> Double {
    GradientReduction.sum(shards.map(\.gradients), store.parameters, threads: options.threads)
    let norm = GradientReduction.norm(shards[0].gradients, store.parameters, threads: options.threads)
    if let wrong = losses.first(where: { !$0.loss.isFinite }) { throw TrainingError.diverged(step, task: wrong.task) }
    guard norm.isFinite else { throw TrainingError.diverged(step, task: losses[0].task) }
    return norm
  }
}
