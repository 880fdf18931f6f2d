import Datasets
import Edits
package import Heads

/// Reads the data of a recipe and checks them, before anything is trained.
package enum TaskLoader {
  /// The tasks of a recipe with their data.
  ///
  /// - Parameter heads: those of the backbone's bundle; a task of corrections that has the name of one goes on with its tags.
  /// - Throws: `DataError` that lists what is wrong in all files; `SupportError` when one cannot be read.
  package static func load(_ recipe: Recipe, heads: [String: HeadSpecification] = [:]) throws -> [LoadedTask] {
    var problems = DataProblems()
    let tasks = try recipe.tasks.map { try load($0, heads[$0.name], &problems) }
    try problems.check()
    return tasks
  }

  private static func load(
    _ task: RecipeTask, _ earlier: HeadSpecification?, _ problems: inout DataProblems
  ) throws -> LoadedTask {
    let train = try task.train.map { try read($0, task, &problems) }
    let dev = try task.dev.map { try read($0, task, &problems, isDev: true) }
    let space = space(of: task, earlier, train)
    let loaded = LoadedTask(recipe: task, space: space, train: train, dev: dev)
    check(loaded, &problems)
    return loaded
  }

  private static func read(
    _ data: RecipeData, _ task: RecipeTask, _ problems: inout DataProblems, isDev: Bool = false
  ) throws -> LoadedTask.File {
    let source = data.source
    func keep<Example>(_ dataset: Dataset<Example>) -> [Example] {
      problems.add(dataset.problems)
      return dataset.examples
    }
    func written(_ example: TokenExample) -> TokenExample { data.letterCase?.applied(to: example) ?? example }
    let marks = data.marks.isEmpty ? nil : Set(data.marks)
    let examples: TaskExamples
    switch task.kind {
    case .spans: examples = .tokens(keep(try DataReader.tokens(source, tags: .spans)).map { (written($0), marks) })
    case .words: examples = .tokens(keep(try DataReader.tokens(source, tags: .words)).map { (written($0), nil) })
    case .label, .labels, .score: examples = .sequences(keep(try DataReader.sequences(source)))
    case .answers: examples = .questions(keep(try DataReader.questions(source)))
    case .roles, .salience: examples = .documents(keep(try DataReader.documents(source)))
    case .pairs: examples = .pairs(keep(try DataReader.pairs(source)))
    case .triplets: examples = .triplets(keep(try DataReader.triplets(source)))
    case .distillation: examples = .texts(keep(try DataReader.texts(source)))
    case .edits: examples = .edits(try edits(data, &problems, keepsTargets: isDev))
    case .languageModel: examples = .prose([try ProseText(path: source.path, limit: source.limit)])
    }
    return LoadedTask.File(path: source.path, examples: examples)
  }

  private static func edits(
    _ data: RecipeData, _ problems: inout DataProblems, keepsTargets: Bool
  ) throws -> EditPairs {
    guard let corruption = data.corruption else {
      let found = try DataReader.edits(data.source, keepsTargets: keepsTargets)
      problems.add(found.problems)
      return found.pairs
    }
    var all = EditPairs(keepsTargets: keepsTargets)
    for round in 0..<UInt64(data.repeats) {
      var own = corruption
      own.seed &+= round &* 1_000_003
      all.append(try CorruptedProse(own).pairs(from: data.source.path, keepsTargets: keepsTargets))
    }
    return all
  }

  /// The recipe's labels, else those of the training data.
  private static func space(
    of task: RecipeTask, _ earlier: HeadSpecification?, _ train: [LoadedTask.File]
  ) -> LabelSpace {
    var counts = LabelCounts()
    for file in train { counts.add(file.examples.labelCounts) }
    switch task.kind {
    case .edits:
      // A row of the head is a tag: counted anew they would stand in another order.
      let known = earlier?.task == .edits ? earlier?.labels ?? [] : []
      if !task.labels.isEmpty { return LabelSpace(task.labels) }
      return known.isEmpty ? editSpace(of: task, train) : LabelSpace(known)
    case .spans: return task.labels.isEmpty ? counts.spanSpace : .bio(types: task.labels)
    case .words, .label, .labels, .roles: return task.labels.isEmpty ? counts.space : LabelSpace(task.labels)
    case .score, .answers, .salience, .pairs, .triplets, .distillation, .languageModel: return LabelSpace([])
    }
  }

  /// The tags that need no vocabulary, and the most frequent others.
  private static func editSpace(of task: RecipeTask, _ train: [LoadedTask.File]) -> LabelSpace {
    var counts: [EditTag: Int] = [:]
    for case .edits(let pairs) in train.map(\.examples) { counts.merge(pairs.tagCounts) { $0 + $1 } }
    return LabelSpace(
      EditVocabulary(counts: counts, limit: task.vocabulary, minimum: task.minimumCount).labels)
  }

  // MARK: Checks

  private static func check(_ task: LoadedTask, _ problems: inout DataProblems) {
    for file in task.train + task.dev {
      if file.examples.count == 0 {
        problems.add("there is no example in it for the task \"\(task.recipe.name)\"", file: file.path, line: nil)
      }
      // What the vocabulary of edits lacks is not learned, which is no mistake of the data.
      guard task.recipe.kind != .edits else { continue }
      for label in file.examples.labelCounts.unknown(to: task.space).prefix(5) {
        problems.add(unknown(label, task), file: file.path, line: nil)
      }
      checkShape(file, task.recipe, &problems)
    }
    for data in task.recipe.train + task.recipe.dev where task.recipe.kind == .spans {
      for type in data.marks where task.space.id(of: "B-" + type) == nil {
        problems.add("\"marks\" names \"\(type)\", which is no label of the task", file: data.source.path, line: nil)
      }
    }
    if [.words, .label, .labels, .roles].contains(task.recipe.kind), task.space.count < 2 {
      problems.add(
        "the task \"\(task.recipe.name)\" has \(task.space.count) labels, but needs at least two",
        file: task.train.first?.path ?? task.recipe.name, line: nil)
    }
  }

  private static func unknown(_ label: String, _ task: LoadedTask) -> String {
    let origin = task.recipe.labels.isEmpty ? "the training data of" : "the labels of"
    return "the label \"\(label.prefix(40))\" does not occur in \(origin) the task \"\(task.recipe.name)\""
  }

  /// Whether the examples have what the kind predicts.
  private static func checkShape(_ file: LoadedTask.File, _ task: RecipeTask, _ problems: inout DataProblems) {
    func report(_ what: String, _ count: Int) {
      if count > 0 { problems.add("\(count) examples have no \(what)", file: file.path, line: nil) }
    }
    switch (file.examples, task.kind) {
    case (.sequences(let examples), .label): report("label", examples.count { $0.labels.count != 1 })
    case (.sequences(let examples), .score): report("score", examples.count { $0.score == nil })
    case (.documents(let examples), .roles): report("labels", examples.count { $0.labels.isEmpty })
    case (.documents(let examples), .salience): report("scores", examples.count { $0.scores.isEmpty })
    case (.pairs(let examples), _):
      if task.pairLoss == .cosine { report("score", examples.count { $0.score == nil }) }
      if task.pairLoss == .contrastive {
        report("label or score", examples.count { $0.label == nil && $0.score == nil })
      }
    default: break
    }
  }
}
