import Architectures
import JSON
import Layers
import Tensors
import TestSupport
import Training

/// A BERT of a few thousand random parameters.
struct TinyModel {
  let store: ParameterStore
  let backbone: any Backbone
  let hidden = 16

  init(seed: UInt64 = 5, adaptation: LowRankAdaptation? = nil) throws {
    store = ParameterStore(nil, seed: seed, adaptation: adaptation)
    let configuration: JSONValue = [
      "model_type": "bert", "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
      "intermediate_size": 24, "vocab_size": 30, "max_position_embeddings": 16,
    ]
    backbone = try ArchitectureRegistry.load(
      configuration: configuration, weights: WeightSource(store, creating: true))
    // Larger than BERT's start, so that a few steps suffice.
    for parameter in store.parameters where parameter.partShape.count > 1 && !parameter.name.contains(".lora_") {
      parameter.set(parameter.elements.map { $0 * 8 })
    }
  }

  func linear(_ name: String, outputs: Int) throws -> Linear {
    try Linear(WeightSource(store, creating: true), [name], inputs: hidden, outputs: outputs)
  }

  /// Sequences of random ids.
  static func ids(_ lengths: [Int], seed: UInt64 = 9) -> [[Int32]] {
    var random = SeededRandom(seed)
    return lengths.map { length in (0..<length).map { _ in Int32.random(in: 0..<30, using: &random) } }
  }

  /// Random classes of the same lengths.
  static func labels(_ lengths: [Int], classes: Int32, seed: UInt64 = 10) -> [[Int32]] {
    var random = SeededRandom(seed)
    return lengths.map { length in (0..<length).map { _ in Int32.random(in: 0..<classes, using: &random) } }
  }

  /// A task that labels the tokens of a dozen short sequences.
  func tokenTask(
    _ name: String = "tokens", budget: BatchBudget = BatchBudget(tokens: 24), share: Double? = nil
  ) throws -> TrainingTask {
    let lengths = [3, 5, 2, 8, 4, 6, 1, 7, 5, 3, 2, 9]
    let objective = TokenObjective(
      backbone: backbone, classifier: try linear(name + ".classifier", outputs: 3), ids: Self.ids(lengths),
      labels: Self.labels(lengths, classes: 3))
    return TrainingTask(name: name, objective: objective, share: share, budget: budget)
  }
}

extension TrainingOptions {
  /// Options for a few fast steps.
  static func quick(seed: UInt64 = 1, threads: Int = 2, accumulation: Int = 1, rate: Float = 5e-3) -> TrainingOptions {
    TrainingOptions(
      seed: seed, threads: threads, accumulation: accumulation,
      schedule: LearningRateSchedule(peak: rate, steps: 200, decay: .constant))
  }
}
