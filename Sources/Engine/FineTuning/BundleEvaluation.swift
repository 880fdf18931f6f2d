import Architectures
import Datasets
import Generation
import Heads
package import Models

/// Measures a finished model on a recipe's dev data.
package struct BundleEvaluation {
  private let evaluators: [(task: LoadedTask, evaluate: TaskAssembler.Evaluate)]
  private let pass: EvaluationPass

  /// - Parameters:
  ///   - fitsThresholds: whether thresholds are looked for on the dev data; else those of the heads are used.
  ///   - rankers: other ways to choose sentences, measured beside a head for salience.
  ///   - tasks: with their data; those whose head the bundle lacks are left out.
  ///   - teacher: the folder of the model that the recipe started from, for tasks that follow it.
  /// - Throws: as `ModelBundle` for a teacher.
  package init(
    _ bundle: ModelBundle, recipe: Recipe, tasks: [LoadedTask], threads: Int, fitsThresholds: Bool = false,
    rankers: [SalienceRanker] = [],
    teacher: @escaping @Sendable (String) throws -> String
  ) throws {
    let pass = EvaluationPass(threads: threads)
    let dimensions = bundle.backbone.dimensions
    let limit = min(recipe.maximumTokens, dimensions.maximumTokens)
    let builder = InputBuilder(tokenizer: bundle.tokenizer, limit: limit, usesCase: dimensions.caseFeatures > 0)
    let backbone = recipe.backbone
    let assembler = TaskAssembler(
      vectors: VectorModel(backbone: bundle.backbone, head: bundle.sentenceHead), builder: builder,
      seed: UInt64(recipe.seed), fitsThresholds: fitsThresholds,
      boundaries: TextBoundaries(
        bundle.directory.configuration, bundle.tokenizer, vocabulary: dimensions.vocabulary),
      nGrams: try NGramPrior(in: bundle.directory.path, vocabulary: dimensions.vocabulary), rankers: rankers
    ) { name, texts in
      try Teacher(folder: teacher(name.isEmpty ? backbone : name), limit: limit).vectors(texts, pass)
    } folder: {
      try teacher($0)
    }
    self.pass = pass
    evaluators = try tasks.compactMap { task in
      let head = bundle.heads[task.recipe.name]
      if head == nil, task.recipe.kind.hasHead { return nil }
      // The rows are those of the trained head, whatever the data would give.
      let space = head.map { LabelSpace($0.specification.labels) } ?? task.space
      let task = LoadedTask(recipe: task.recipe, space: space, train: task.train, dev: task.dev)
      return try assembler.evaluator(task, head: head).map { (task, $0) }
    }
  }

  /// Scores of every task, in the order of the recipe.
  package func scores() -> [(task: LoadedTask, scores: TaskScores)] { evaluators.map { ($0.task, $0.evaluate(pass)) } }
}

extension RecipeTask.Kind {
  /// Whether the task has a head, and does not only shape vectors.
  package var hasHead: Bool {
    switch self {
    case .spans, .words, .label, .labels, .score, .answers, .roles, .salience, .edits: true
    case .pairs, .triplets, .distillation, .languageModel: false
    }
  }
}
