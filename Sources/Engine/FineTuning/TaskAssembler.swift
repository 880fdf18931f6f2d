import Architectures
import Datasets
import Generation
import Heads
import Models
import Tensors
import Training

/// Puts heads, data, losses and measures together.
struct TaskAssembler: Sendable {
  typealias Evaluate = @Sendable (EvaluationPass) -> TaskScores

  let vectors: VectorModel
  let builder: InputBuilder
  /// Of the questions without an answer that a recipe asks for.
  let seed: UInt64
  /// Whether thresholds are chosen on the dev data; else those of the heads are used.
  let fitsThresholds: Bool
  /// Of texts, for language models.
  let boundaries: TextBoundaries
  /// What a language model's logits stand on.
  var nGrams: NGramPrior?
  /// Whether the backbone stays as it is while heads learn.
  var isBackboneFrozen = false
  /// Other ways to choose sentences, measured beside a head for salience.
  var rankers: [SalienceRanker] = []
  /// Vectors of a teacher for some texts; the empty name stands for the backbone as it was.
  let teach: @Sendable (_ teacher: String, _ texts: [String]) throws -> [[Float]]
  /// The folder of the model that a recipe calls so.
  let folder: @Sendable (_ model: String) throws -> String

  // MARK: Learning

  /// What a task learns from its training data; nil for one without data.
  ///
  /// - Parameter head: nil for tasks that learn vectors.
  /// - Throws: what `teach` throws.
  func objective(_ task: LoadedTask, head: Head?) throws -> (any Objective)? {
    let (recipe, space) = (task.recipe, task.space)
    let model = head.map {
      TaskModel(
        backbone: vectors.backbone, head: $0, sentenceHead: vectors.head, isBackboneFrozen: isBackboneFrozen)
    }
    switch (task.training(seed: seed), model) {
    case (.tokens(let examples)?, let model?): return TokenObjective(model, examples, space: space, recipe, builder)
    case (.sequences(let examples)?, let model?):
      return SequenceObjective(model, examples, space: space, recipe, builder)
    case (.questions(let examples)?, let model?): return AnswerObjective(model, examples, recipe, builder, seed: seed)
    case (.documents(let examples)?, let model?):
      return DocumentObjective(model, examples, space: space, recipe, builder)
    case (.edits(let pairs)?, let model?):
      let teacher =
        recipe.teacher.isEmpty ? nil : try TeacherHead(folder: folder(recipe.teacher), name: recipe.name, like: space)
      return EditObjective(model, pairs, space: space, recipe, builder, teacher: teacher)
    case (.pairs(let examples)?, _): return PairObjective(vectors, examples, recipe, builder)
    case (.triplets(let examples)?, _): return TripletObjective(vectors, examples, recipe, builder)
    case (.texts(let texts)?, _): return try distillation(texts, recipe)
    case (.prose(let texts)?, _): return try languageModel(texts)
    default: return nil
    }
  }

  // MARK: Measuring

  /// How a task is measured on its dev data; nil for one without.
  ///
  /// - Throws: what `teach` throws.
  func evaluator(_ task: LoadedTask, head: Head?) throws -> Evaluate? {
    guard let dev = task.measuring(seed: seed) else { return nil }
    if let head {
      return evaluator(task, TaskModel(backbone: vectors.backbone, head: head, sentenceHead: vectors.head), dev)
    }
    let evaluator = VectorEvaluator(model: vectors)
    switch dev {
    case .pairs(let examples):
      let objective = PairObjective(vectors, examples, task.recipe, builder)
      return { evaluator.scores(objective, $0) }
    case .triplets(let examples):
      let objective = TripletObjective(vectors, examples, task.recipe, builder)
      return { evaluator.scores(objective, $0) }
    case .texts(let texts):
      let objective = try distillation(texts, task.recipe)
      return { evaluator.scores(objective, $0) }
    case .prose:
      let files = try task.dev.map { file in
        guard case .prose(let texts) = file.examples else {
          preconditionFailure("examples of one task are of one kind")
        }
        let (bytes, words) = texts.reduce((0, 0)) { ($0.0 + $1.byteCount, $0.1 + $1.wordCount) }
        return (name: file.shortName, objective: try languageModel(texts), bytes: bytes, words: words)
      }
      let evaluator = LanguageModelEvaluator(files: files)
      return { evaluator.scores($0) }
    case .tokens, .sequences, .questions, .documents, .edits: return nil
    }
  }

  /// Blocks of texts for a backbone that predicts what comes next.
  ///
  /// - Throws: `FineTuningError` for another one.
  private func languageModel(_ texts: [ProseText]) throws -> LanguageModelObjective {
    guard let model = vectors.backbone as? any LanguageModel, model.predictsTokens, let beginning = boundaries.beginning
    else { throw FineTuningError.noLanguageModel(vectors.backbone.dimensions.family) }
    return LanguageModelObjective(
      model, texts, builder.tokenizer, boundaries, beginning: beginning, length: builder.limit,
      nGrams: nGrams)
  }

  private func evaluator(_ task: LoadedTask, _ model: TaskModel, _ dev: TaskExamples) -> Evaluate? {
    let (recipe, space) = (task.recipe, task.space)
    switch dev {
    case .tokens:
      let evaluator = TokenEvaluator(model: model, space: space, builder: builder, isSpans: recipe.kind == .spans)
      return { evaluator.scores(task.dev, $0) }
    case .sequences(let examples):
      let objective = SequenceObjective(model, examples, space: space, recipe, builder)
      let evaluator = SequenceEvaluator(
        objective: objective, space: space, decision: fitsThresholds ? nil : model.head.specification.decision ?? 0)
      return { evaluator.scores($0) }
    case .questions(let examples):
      let evaluator = AnswerEvaluator(
        model: model, builder: builder, task: recipe, fitsThreshold: fitsThresholds)
      return { evaluator.scores(examples, $0) }
    case .documents(let examples):
      let evaluator = DocumentEvaluator(model: model, space: space, builder: builder)
      if recipe.kind == .roles { return { evaluator.roleScores(examples, $0) } }
      let salience = SalienceEvaluator(
        documents: evaluator, vectors: vectors, rankers: rankers, maximum: recipe.maximumScore)
      return { salience.scores(examples, $0) }
    case .edits:
      let evaluator = EditEvaluator(model: model, space: space, builder: builder)
      return { evaluator.scores(task.dev, $0) }
    case .pairs, .triplets, .texts, .prose: return nil
    }
  }

  private func distillation(_ texts: [String], _ task: RecipeTask) throws -> DistillationObjective {
    DistillationObjective(
      model: vectors, inputs: texts.map { builder.input($0) }, teacher: try teach(task.teacher, texts))
  }
}
