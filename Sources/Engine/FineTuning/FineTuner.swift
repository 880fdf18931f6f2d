import Architectures
import Datasets
import Foundation
import Generation
import Heads
import JSON
import Layers
import Models
import Support
import Tensors
import Tokenizers
package import Training

/// A recipe at work: the backbone's parameters, the heads, their data, and the trainer over all of them.
///
/// Belongs to one thread; steps and evaluations use several inside.
package final class FineTuner {
  package let recipe: Recipe
  /// With the data, as the recipe lists them.
  package let tasks: [LoadedTask]
  package let trainer: Trainer
  /// Steps of the whole run.
  package let steps: Int
  let backboneFolder: String
  let configuration: JSONValue
  let store: ParameterStore
  /// The heads by the names of their tasks.
  let heads: [String: Head]
  /// The heads that the backbone's bundle has under these names, sorted, but with other labels or of another make: the new ones start from nothing.
  package let renewedHeads: [String]
  /// Which way the backbone's weights lie, by their names.
  let scaleAxis: (String) -> ScaleAxis
  private let evaluators: [(task: LoadedTask, evaluate: TaskAssembler.Evaluate)]
  private let pass: EvaluationPass

  /// Loads the backbone into parameters, creates the heads, turns texts into tokens; seconds for large data.
  ///
  /// - Parameters:
  ///   - backbone: the folder of the model that the recipe names.
  ///   - teacher: finds the folder of a model that a task names as its teacher.
  ///   - threads: of a step.
  /// - Throws: errors of reading models; `TrainingError` for tasks without examples.
  package init(
    _ recipe: Recipe, tasks: [LoadedTask], backbone: String, threads: Int,
    teacher: @escaping @Sendable (String) throws -> String = { $0 }
  ) throws {
    (self.recipe, self.tasks, backboneFolder) = (recipe, tasks, backbone)
    pass = EvaluationPass(threads: threads)
    let directory = try ModelDirectory(path: backbone)
    configuration = Self.configuration(directory.configuration, recipe)
    let tokenizer = try TokenizerLoader.load(directory: backbone)
    let checkpoint = recipe.hasNewWeights ? nil : try Checkpoint(directory: backbone)
    store = ParameterStore(
      checkpoint, seed: UInt64(recipe.seed), adaptation: recipe.adapters.map(LowRankAdaptation.init))
    let model = try Self.backbone(configuration, store, checkpoint)
    let dimensions = model.dimensions
    scaleAxis = model.scaleAxis(of:)
    // Before there are heads, so that only the backbone's own weights are looked at.
    ParameterGroups(frozen: recipe.schedule.freeze).apply(to: store)
    let isFrozen = store.parameters.allSatisfy { !$0.isTrainable }
    if recipe.keepsHeads, !isFrozen { throw FineTuningError.unfrozenBackbone }
    let builder = InputBuilder(
      tokenizer: tokenizer, limit: min(recipe.maximumTokens, dimensions.maximumTokens),
      usesCase: dimensions.caseFeatures > 0)
    let vectors = VectorModel(
      backbone: model, head: try SentenceHead(directory: backbone, hidden: dimensions.hidden))
    let limit = builder.limit
    let pass = pass
    let folderOfTeacher = teacher
    let assembler = TaskAssembler(
      vectors: vectors, builder: builder, seed: UInt64(recipe.seed), fitsThresholds: true,
      boundaries: TextBoundaries(configuration, tokenizer, vocabulary: dimensions.vocabulary),
      nGrams: try NGramPrior(in: backbone, vocabulary: dimensions.vocabulary), isBackboneFrozen: isFrozen
    ) { name, texts in
      try Teacher(folder: name.isEmpty ? backbone : folderOfTeacher(name), limit: limit).vectors(texts, pass)
    } folder: {
      try folderOfTeacher($0)
    }
    if let reader = tasks.first(where: { $0.recipe.contextLayers > 0 }), vectors.head.dimensions != dimensions.hidden {
      throw FineTuningError.otherWidth(
        reader.recipe.name, vectors: vectors.head.dimensions, hidden: dimensions.hidden)
    }
    (heads, renewedHeads) = try Self.heads(tasks, store, dimensions, after: directory.manifest)
    if let checkpoint {
      for (name, head) in heads { try BranchStart.copy(model, checkpoint, to: head, named: name, in: store) }
    }
    let heads = heads
    let training = try tasks.compactMap { task in
      try assembler.objective(task, head: heads[task.recipe.name]).map { TrainingTask(task, $0, recipe) }
    }
    evaluators = try tasks.compactMap { task in
      try assembler.evaluator(task, head: heads[task.recipe.name]).map { (task, $0) }
    }
    let probe = try Trainer(store, tasks: training, options: TrainingOptions(recipe, steps: 1, threads: threads))
    steps = Self.steps(recipe.schedule, batches: probe.batchesPerEpoch.reduce(0, +))
    trainer = try Trainer(store, tasks: training, options: TrainingOptions(recipe, steps: steps, threads: threads))
  }

  /// Whether this machine has instructions for products in bfloat16.
  package static var runsBfloat16: Bool { MatrixProducts.runs(.bfloat16) }

  /// How many numbers are trained.
  package var trainableCount: Int { store.parameters.filter(\.isTrainable).reduce(0) { $0 + $1.count } }

  /// What is trained.
  package var trainedNames: [String] { store.parameters.filter(\.isTrainable).flatMap(\.names) }

  /// Whether any task has dev data.
  var hasDevData: Bool { !evaluators.isEmpty }

  /// Scores of every task that has dev data, in the order of the recipe.
  package func evaluate() -> [(task: LoadedTask, scores: TaskScores)] {
    evaluators.map { ($0.task, $0.evaluate(pass)) }
  }

  /// The number that decides which state is best; nil without dev data.
  package func decisive(_ scores: [(task: LoadedTask, scores: TaskScores)]) -> Double? {
    if scores.isEmpty { return nil }
    if let chosen = scores.first(where: { $0.task.recipe.name == recipe.evaluation.task }) { return chosen.scores.main }
    return scores.reduce(0) { $0 + $1.scores.main } / Double(scores.count)
  }

  /// A head for each task that has one: new, or the one of the backbone's bundle where that is of the same make.
  private static func heads(
    _ tasks: [LoadedTask], _ store: ParameterStore, _ backbone: BackboneDimensions, after manifest: BundleManifest?
  ) throws -> (heads: [String: Head], renewed: [String]) {
    var heads: [String: Head] = [:]
    var renewed: [String] = []
    for task in tasks {
      guard let specification = HeadPlan.specification(of: task.recipe, task.space, backbone) else { continue }
      let prefix = HeadNames.prefix(of: task.recipe.name)
      if let earlier = manifest?.heads[task.recipe.name]?.specification {
        let isAnother = earlier.task != specification.task || earlier.context != specification.context
        if isAnother || earlier.labels != specification.labels {
          // Another set of labels needs no other layers below the last one.
          store.startAnew(isAnother ? prefix : "\(prefix)\(HeadNames.stet.output).")
          renewed.append(task.recipe.name)
        }
      }
      let weights = WeightSource(store, prefix: prefix, creating: true)
      heads[task.recipe.name] = try Head(specification, hidden: backbone.hidden, weights: weights)
    }
    return (heads, renewed.sorted())
  }

  /// Batches make steps; a pass over the data is one over all tasks together.
  private static func steps(_ schedule: RecipeSchedule, batches: Int) -> Int {
    schedule.steps ?? max(1, Int((schedule.epochs * Double(batches) / Double(schedule.accumulation)).rounded(.up)))
  }

  /// The backbone's configuration with what the recipe adds.
  private static func configuration(_ json: JSONValue, _ recipe: Recipe) -> JSONValue {
    guard recipe.caseFeatures, var object = json.objectValue else { return json }
    object["stet_case_features"] = .integer(Int64(WordCase.allCases.count))
    return .object(object)
  }

  /// Reads the backbone, of which only the table of case features may be new; without a checkpoint all of it is.
  private static func backbone(
    _ configuration: JSONValue, _ store: ParameterStore, _ checkpoint: Checkpoint?
  ) throws -> any Backbone {
    guard let checkpoint else {
      return try ArchitectureRegistry.load(
        configuration: configuration, weights: WeightSource(store, creating: true))
    }
    let isNew = (configuration["stet_case_features"]?.intValue ?? 0) > 0
    let model = try ArchitectureRegistry.load(
      configuration: configuration, weights: WeightSource(store, creating: isNew))
    let created = store.parameters.flatMap(\.names).filter {
      checkpoint.tensors[$0] == nil && !$0.contains("case_embeddings") && !$0.contains(LowRankAdaptation.mark)
    }
    if let missing = created.first {
      throw FineTuningError(
        code: "training-backbone", message: "the backbone has no tensor \(missing)",
        hint: "The model seems incomplete: fetch it again.")
    }
    return model
  }
}

extension LowRankAdaptation {
  /// What names of adapters' tensors hold.
  fileprivate static let mark = ".lora_"

  init(_ adapters: RecipeAdapters) {
    self.init(rank: adapters.rank, alpha: Float(adapters.alpha), targets: adapters.targets)
  }
}

extension TrainingTask {
  init(_ task: LoadedTask, _ objective: any Objective, _ recipe: Recipe) {
    let share = task.recipe.share ?? pow(Double(max(1, objective.count)), recipe.schedule.sampling)
    self.init(
      name: task.recipe.name, objective: objective, weight: Float(task.recipe.weight), share: share,
      budget: BatchBudget(tokens: recipe.schedule.batchTokens))
  }
}

extension TrainingOptions {
  init(_ recipe: Recipe, steps: Int, threads: Int) {
    let schedule = recipe.schedule
    let decay: LearningRateSchedule.Decay =
      switch schedule.decay {
      case .linear: .linear
      case .cosine: .cosine
      case .constant: .constant
      }
    var factors: [(name: String, factor: Float)] = []
    if let rate = schedule.headLearningRate, schedule.learningRate > 0 {
      factors = ["heads.", "case_embeddings"].map { ($0, Float(rate / schedule.learningRate)) }
      // Copies of the backbone's layers are no new weights.
      for task in recipe.tasks where task.branchFrom != nil {
        factors.append((HeadNames.prefix(of: task.name) + HeadNames.stet.branch + ".", 1))
      }
    }
    self.init(
      seed: UInt64(recipe.seed), threads: threads, accumulation: schedule.accumulation,
      schedule: LearningRateSchedule(
        peak: Float(schedule.learningRate), warmup: Int(schedule.warmUp * Double(steps)), steps: steps, decay: decay),
      adamW: AdamW.Options(decay: Float(schedule.weightDecay), usesMuon: schedule.optimizer == .muon),
      groups: ParameterGroups(frozen: schedule.freeze, factors: factors, layerDecay: Float(schedule.layerDecay)),
      clipping: schedule.clip > 0 ? Float(schedule.clip) : nil, dropout: Float(schedule.dropout),
      arithmetic: schedule.arithmetic == .bfloat16 ? .bfloat16 : .float32)
  }
}
