import Datasets

/// Reads the data of a recipe and checks them, before anything is trained.
package enum TaskLoader {
  /// The tasks of a recipe with their data.
  ///
  /// - Throws: `DataError` that lists what is wrong in all files; `SupportError` when one cannot be read.
  package static func load(_ recipe: Recipe) throws -> [LoadedTask] {
    var problems = DataProblems()
    let tasks = try recipe.tasks.map { try load($0, &problems) }
    try problems.check()
    return tasks
  }

  private static func load(_ task: RecipeTask, _ problems: inout DataProblems) throws -> LoadedTask {
    let train = try task.train.map { try read($0, task, &problems) }
    let dev = try task.dev.map { try read($0, task, &problems) }
    let space = space(of: task, train)
    let loaded = LoadedTask(recipe: task, space: space, train: train, dev: dev)
    check(loaded, &problems)
    return loaded
  }

  private static func read(
    _ data: RecipeData, _ task: RecipeTask, _ problems: inout DataProblems
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
    }
    return LoadedTask.File(path: source.path, examples: examples)
  }

  /// The recipe's labels, else those of the training data.
  private static func space(of task: RecipeTask, _ train: [LoadedTask.File]) -> LabelSpace {
    var counts = LabelCounts()
    for file in train { counts.add(file.examples.labelCounts) }
    switch task.kind {
    case .spans: return task.labels.isEmpty ? counts.spanSpace : .bio(types: task.labels)
    case .words, .label, .labels, .roles: return task.labels.isEmpty ? counts.space : LabelSpace(task.labels)
    case .score, .answers, .salience, .pairs, .triplets, .distillation: return LabelSpace([])
    }
  }

  // MARK: Checks

  private static func check(_ task: LoadedTask, _ problems: inout DataProblems) {
    for file in task.train + task.dev {
      if file.examples.count == 0 {
        problems.add("there is no example in it for the task \"\(task.recipe.name)\"", file: file.path, line: nil)
      }
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
