import JSON
import Layers
import Support
import Tensors
import Testing
import Training

@Suite struct TrainerTests {
  /// Everything that some steps leave behind.
  private struct Trace: Equatable {
    let reports: [Trainer.Report]
    let parameters: [[Float]]
  }

  private static func trainer(
    _ options: TrainingOptions = .quick(), adaptation: LowRankAdaptation? = nil
  ) throws -> Trainer {
    let model = try TinyModel(adaptation: adaptation)
    let tasks = [try model.tokenTask("a"), try model.tokenTask("b", share: 2)]
    return try Trainer(model.store, tasks: tasks, options: options)
  }

  private static func trace(_ trainer: Trainer, steps: Int) throws -> Trace {
    let reports = try (0..<steps).map { _ in try trainer.advance() }
    return Trace(reports: reports, parameters: trainer.store.parameters.map(\.elements))
  }

  @Test(arguments: [1, 2, 3]) func equalSeedsAndThreadsGiveEqualBits(threads: Int) throws {
    let first = try Self.trace(Self.trainer(.quick(threads: threads, accumulation: 2)), steps: 6)
    let second = try Self.trace(Self.trainer(.quick(threads: threads, accumulation: 2)), steps: 6)
    #expect(first == second)
    let other = try Self.trace(Self.trainer(.quick(seed: 2, threads: threads, accumulation: 2)), steps: 6)
    #expect(other.reports != first.reports)
  }

  @Test func aResumedRunTakesTheIdenticalNextSteps() throws {
    try TrainingFixture.withTemporaryFolder { folder in
      let trainer = try Self.trainer()
      _ = try Self.trace(trainer, steps: 7)
      try trainer.save(to: folder + "/last", notes: ["score": 0.5])
      let straight = try Self.trace(trainer, steps: 9)
      let resumed = try Self.trainer()
      #expect(try resumed.resume(from: folder + "/last") == ["score": 0.5])
      #expect(try Self.trace(resumed, steps: 9) == straight)
      // A later checkpoint takes the place of the files of the earlier one.
      try resumed.save(to: folder + "/last")
      let again = try Self.trainer()
      try again.resume(from: folder + "/last")
      #expect(again.step == 16)
    }
  }

  @Test func aCheckpointOfAnotherRunIsRefused() throws {
    try TrainingFixture.withTemporaryFolder { folder in
      try Self.trainer().save(to: folder)
      let error = #expect(throws: TrainingError.self) { try Self.trainer(.quick(seed: 2)).resume(from: folder) }
      #expect(error?.code == "training-checkpoint" && error?.hint.isEmpty == false)
      // Other batches, or a task less.
      for budget in [BatchBudget(tokens: 25), BatchBudget(tokens: 24, examples: 2), BatchBudget(tokens: 24)] {
        let model = try TinyModel()
        let task = try model.tokenTask("a", budget: budget)
        let other = try Trainer(model.store, tasks: [task], options: .quick())
        #expect(throws: TrainingError.self) { try other.resume(from: folder) }
      }
      try AtomicFile.write(Array("{".utf8), to: folder + "/state.json")
      #expect(throws: TrainingError.self) { try Self.trainer().resume(from: folder) }
    }
  }

  @Test func accumulatedBatchesAreTheirMean() throws {
    // Every batch is the whole data set, so two of them have the gradient of one.
    func norm(_ accumulation: Int) throws -> Float {
      let model = try TinyModel()
      var options = TrainingOptions.quick(accumulation: accumulation)
      options.dropout = 0
      let task = try model.tokenTask(budget: BatchBudget(tokens: 1000))
      return try Trainer(model.store, tasks: [task], options: options).advance().gradientNorm
    }
    #expect(try abs(norm(1) - norm(3)) < 1e-4)
  }

  @Test func theLossDoesNotDependOnTheNumberOfThreads() throws {
    func report(_ threads: Int) throws -> Trainer.Report {
      var options = TrainingOptions.quick(threads: threads)
      options.dropout = 0
      return try Self.trainer(options).advance()
    }
    let one = try report(1)
    for threads in [2, 5, 40] {
      let more = try report(threads)
      #expect(abs(one.losses[0].loss - more.losses[0].loss) < 1e-5)
      #expect(abs(one.gradientNorm - more.gradientNorm) < 1e-4 * one.gradientNorm)
    }
  }

  @Test func frozenParametersKeepTheirNumbers() throws {
    var options = TrainingOptions.quick()
    options.groups.frozen = ["embeddings.", "encoder.layer.0."]
    let trainer = try Self.trainer(options)
    let before = trainer.store.parameters.map(\.elements)
    _ = try Self.trace(trainer, steps: 5)
    for (parameter, before) in zip(trainer.store.parameters, before) {
      let isFrozen = options.groups.frozen.contains { parameter.name.contains($0) }
      // The pooler takes no part in labelling tokens.
      #expect((parameter.elements == before) == (isFrozen || parameter.name.contains("pooler")), "\(parameter.name)")
    }
  }

  @Test func adaptersLearnInPlaceOfTheirLayersAndFoldIntoThem() throws {
    let adaptation = LowRankAdaptation(rank: 2, alpha: 4, targets: ["attention.", "intermediate."])
    var options = TrainingOptions.quick(rate: 2e-2)
    options.groups.frozen = ["encoder.", "embeddings.", "pooler."]
    let trainer = try Self.trainer(options, adaptation: adaptation)
    let before = trainer.store.parameters.map(\.elements)
    let losses = try (0..<40).map { _ in try trainer.advance().losses[0].loss }
    let (first, last): (Float, Float) = (losses.prefix(5).reduce(0, +), losses.suffix(5).reduce(0, +))
    #expect(last < 0.8 * first)
    for (parameter, before) in zip(trainer.store.parameters, before) where parameter.name.contains("encoder.") {
      #expect((parameter.elements == before) != parameter.name.contains(".lora_"), "\(parameter.name)")
    }
    // What inference reads from the file computes what the model with adapters computed.
    try TrainingFixture.withTemporaryFolder { folder in
      try SafetensorsWriter.write(trainer.store.mergedTensors(), to: folder + "/model.safetensors")
      let file = try SafetensorsFile(path: folder + "/model.safetensors")
      #expect(!file.tensors.keys.contains { $0.contains(".lora_") })
      guard let objective = trainer.tasks[0].objective as? TokenObjective else { return }
      let adapted = objective.outputs([0, 3], in: Execution())[0].elements
      let plain = try TinyModel(seed: 77)
      let classifier = try plain.linear("a.classifier", outputs: 3)
      _ = try plain.linear("b.classifier", outputs: 3)
      try plain.store.read(file)
      let merged = TokenObjective(
        backbone: plain.backbone, classifier: classifier, ids: objective.ids, labels: objective.labels)
      let folded = merged.outputs([0, 3], in: Execution())[0].elements
      #expect(zip(adapted, folded).allSatisfy { abs($0 - $1) < 1e-4 })
    }
  }

  @Test func layersFurtherDownLearnMoreSlowly() throws {
    let model = try TinyModel()
    _ = try model.linear("classifier", outputs: 2)
    let groups = ParameterGroups(factors: [("classifier", 10)], layerDecay: 0.5)
    let rates = Dictionary(
      zip(model.store.parameters.map(\.name), groups.rates(model.store.parameters)), uniquingKeysWith: { $1 })
    #expect(rates["classifier.weight"] == 10)
    #expect(rates["encoder.layer.1.output.dense.weight"] == 0.5)
    #expect(rates["encoder.layer.0.output.dense.weight"] == 0.25)
    #expect(rates["embeddings.word_embeddings.weight"] == 0.125)
  }

  @Test func anInfiniteLossStopsBeforeParametersChange() throws {
    let model = try TinyModel()
    let task = try model.tokenTask()
    let trainer = try Trainer(model.store, tasks: [task], options: .quick())
    let bias = try #require(model.store.known("tokens.classifier.bias"))
    bias.set([.nan, 0, 0])
    let before = model.store.parameters[0].elements
    let error = #expect(throws: TrainingError.self) { try trainer.advance() }
    #expect(error?.code == "training-diverged" && model.store.parameters[0].elements == before)
  }

  @Test func tasksWithoutExamplesAreRefused() throws {
    let model = try TinyModel()
    #expect(throws: TrainingError.self) { try Trainer(model.store, tasks: [], options: .quick()) }
    let empty = TokenObjective(
      backbone: model.backbone, classifier: try model.linear("c", outputs: 2), ids: [], labels: [])
    let error = #expect(throws: TrainingError.self) {
      try Trainer(model.store, tasks: [TrainingTask(name: "empty", objective: empty)], options: .quick())
    }
    #expect(error?.code == "training-empty")
  }

  @Test func aShareDecidesHowOftenATaskIsDrawn() throws {
    let model = try TinyModel()
    let tasks = [try model.tokenTask("often", share: 3), try model.tokenTask("seldom", share: 1)]
    let trainer = try Trainer(model.store, tasks: tasks, options: .quick(threads: 1))
    let drawn = try (0..<80).map { _ in try trainer.advance().losses[0].task }
    #expect((50...70).contains(drawn.filter { $0 == "often" }.count))
  }
}
