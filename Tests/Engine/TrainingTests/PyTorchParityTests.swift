import Architectures
import JSON
import Layers
import Tensors
import TestSupport
import Testing
import Training

/// Ten steps of training a small BERT, number by number as PyTorch does them.
@Suite struct PyTorchParityTests {
  /// The fixture's model and its data, ready to train one head.
  struct Setting {
    let store: ParameterStore
    let trainer: Trainer
    let reference: SafetensorsFile
    let losses: [Float]
    let norms: [Float]

    init(head: String, threads: Int, arithmetic: MatrixProducts.Arithmetic = .float32) throws {
      let folder = TrainingFixture.folder + "/bert"
      let facts = try TrainingFixture.json("bert/training.json")
      store = ParameterStore(try Checkpoint(directory: folder))
      let weights = WeightSource(store)
      let backbone = try ArchitectureRegistry.load(
        configuration: TrainingFixture.json("bert/config.json"), weights: weights)
      let classes = try #require(facts["classes"]?.intValue)
      let classifier = try Linear(weights, ["classifier"], inputs: backbone.dimensions.hidden, outputs: classes)
      let ids = try #require(facts["ids"]?.arrayValue).map(\.integers)
      let labels = try #require(facts["labels"]?.arrayValue).map(\.integers)
      let sentences = try #require(facts["sentences"]).integers
      let objective: any Objective =
        head == "token"
        ? TokenObjective(backbone: backbone, classifier: classifier, ids: ids, labels: labels)
        : SentenceObjective(backbone: backbone, classifier: classifier, ids: ids, labels: sentences)
      trainer = try Trainer(
        store, tasks: [TrainingTask(name: head, objective: objective)],
        options: Self.options(#require(facts["options"]), threads: threads, arithmetic))
      reference = try SafetensorsFile(path: "\(folder)/\(head).safetensors")
      losses = try #require(facts["runs"]?[head]?["losses"]).floats
      norms = try #require(facts["runs"]?[head]?["norms"]).floats
    }

    private static func options(
      _ facts: JSONValue, threads: Int, _ arithmetic: MatrixProducts.Arithmetic
    ) throws -> TrainingOptions {
      func number(_ name: String) throws -> Double { try #require(facts[name]?.doubleValue) }
      return try TrainingOptions(
        threads: threads,
        schedule: LearningRateSchedule(
          peak: Float(number("rate")), warmup: Int(number("warmup")), steps: Int(number("steps"))),
        adamW: AdamW.Options(epsilon: Float(number("epsilon")), decay: Float(number("decay"))),
        clipping: Float(number("clipping")), dropout: 0, arithmetic: arithmetic)
    }

    /// The largest difference from tensors `prefix.name`, relative to the largest number of either tensor.
    func largestDifference(_ prefix: String, _ elements: (Parameter) -> [Float]) throws -> Float {
      var largest: Float = 0
      for parameter in store.parameters {
        let all = elements(parameter)
        for (part, name) in parameter.names.enumerated() {
          let computed = all[parameter.range(ofPart: part)]
          // PyTorch has no gradient of what the loss does not use.
          let expected =
            try reference.tensors["\(prefix).\(name)"]?.floats() ?? [Float](repeating: 0, count: computed.count)
          #expect(expected.count == computed.count)
          // Keys' biases change no probability: their gradients are rounding, which differs between processors and which AdamW makes into
          // steps, so they are measured against 1, all others against 1e-3 at least.
          let scale = expected.reduce(name.hasSuffix("key.bias") ? 1 : 1e-3) { max($0, abs($1)) }
          largest = zip(computed, expected).reduce(largest) { max($0, abs($1.0 - $1.1) / scale) }
        }
      }
      return largest
    }
  }

  @Test(arguments: [("token", 1), ("token", 2), ("sentence", 1), ("sentence", 3)])
  func lossesGradientsAndParametersAgreeWithin1e4(head: String, threads: Int) throws {
    let setting = try Setting(head: head, threads: threads)
    for step in 0..<10 {
      let report = try setting.trainer.advance()
      #expect(abs(report.losses[0].loss - setting.losses[step]) < 1e-4 * setting.losses[step], "loss of step \(step)")
      #expect(abs(report.gradientNorm - setting.norms[step]) < 1e-4 * setting.norms[step], "norm of step \(step)")
      guard step == 0 else { continue }
      let difference = try setting.largestDifference("gradient") { setting.trainer.gradient(of: $0) }
      #expect(difference < 1e-4, "gradients differ by \(difference)")
    }
    let difference = try setting.largestDifference("after", \.elements)
    #expect(difference < 1e-4, "parameters differ by \(difference)")
  }

  /// Factors have 8 bits of mantissa, so a number may be off by 1/256 at each of a few products.
  @Test(
    .enabled(if: MatrixProducts.runs(.bfloat16), "this processor multiplies no bfloat16"),
    arguments: ["token", "sentence"])
  func bfloat16StaysNear(head: String) throws {
    let setting = try Setting(head: head, threads: 2, arithmetic: .bfloat16)
    for step in 0..<10 {
      let report = try setting.trainer.advance()
      #expect(abs(report.losses[0].loss - setting.losses[step]) < 0.01 * setting.losses[step], "loss of step \(step)")
      guard step == 0 else { continue }
      let difference = try setting.largestDifference("gradient") { setting.trainer.gradient(of: $0) }
      #expect(difference < 0.05, "gradients differ by \(difference)")
      #expect(difference > 1e-5, "it was float32")
    }
  }
}
