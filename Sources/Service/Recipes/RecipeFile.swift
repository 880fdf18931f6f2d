import Datasets
package import FineTuning
import Support
import TOML
import Tensors

/// Reads recipes.
package enum RecipeFile {
  /// Reads the recipe at `path`.
  ///
  /// Relative paths in it count from its `base`, and that from the recipe's folder. Every key is checked; whether data exist is not.
  /// - Throws: `RecipeError` with all problems at once; `SupportError` when the file cannot be read.
  package static func load(_ path: String) throws -> Recipe {
    let document: TOMLDocument
    do { document = try TOMLDocument(path: path) } catch let error as TOMLError {
      throw RecipeError(path: path, problems: [.init(line: error.line, text: error.message)])
    }
    let report = RecipeReport(document.outline)
    let recipe = RecipeDecoder(folder: folder(of: path), report: report).recipe(document.root)
    guard report.problems.isEmpty else { throw RecipeError(path: path, problems: report.sorted) }
    return recipe
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// Turns the tables of a recipe into values.
struct RecipeDecoder {
  private var folder: String
  private let report: RecipeReport

  init(folder: String, report: RecipeReport) {
    self.folder = folder
    self.report = report
  }

  func recipe(_ root: TOMLValue) -> Recipe {
    let table = RecipeTable(root, place: [], report: report)
    var decoder = self
    if let base = table.text("base") { decoder.folder = path(base) }
    var recipe = Recipe(
      name: table.requiredText("name"), backbone: decoder.model(table.requiredText("backbone")),
      output: decoder.path(table.requiredText("output")))
    recipe.summary = table.text("summary") ?? ""
    recipe.seed = table.integer("seed", 0...Int.max) ?? recipe.seed
    recipe.threads = table.integer("threads", 0...1024) ?? recipe.threads
    recipe.maximumTokens = table.integer("maximum-tokens", 16...8192) ?? recipe.maximumTokens
    recipe.caseFeatures = table.flag("case-features") ?? recipe.caseFeatures
    recipe.keepsHeads = table.flag("keep-heads") ?? recipe.keepsHeads
    recipe.hasNewWeights = table.flag("new-weights") ?? recipe.hasNewWeights
    recipe.precision = table.choice("precision", WeightStorage.self) ?? recipe.precision
    if let schedule = table.table("schedule") { recipe.schedule = self.schedule(schedule) }
    if let evaluation = table.table("evaluation") { recipe.evaluation = self.evaluation(evaluation) }
    if let adapters = table.table("lora") { recipe.adapters = self.adapters(adapters) }
    recipe.tasks = table.tables("tasks").map(decoder.task)
    checkTasks(recipe, table)
    table.finish()
    return recipe
  }

  private func checkTasks(_ recipe: Recipe, _ table: RecipeTable) {
    if recipe.tasks.isEmpty { table.problem("there is no task; add [[tasks]] with name, kind and [[tasks.train]]") }
    let names = recipe.tasks.map(\.name)
    for name in Set(names) where names.count(where: { $0 == name }) > 1 {
      table.problem("two tasks are called \"\(name)\"", at: "tasks")
    }
    let chosen = recipe.evaluation.task
    if !chosen.isEmpty, !names.contains(chosen) {
      let guess = nearest(to: chosen, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
      table.problem("the evaluation names the task \"\(chosen)\", which does not exist\(guess)", at: "evaluation")
    }
  }

  private func schedule(_ table: RecipeTable) -> RecipeSchedule {
    var value = RecipeSchedule()
    value.epochs = table.number("epochs", 0.001...10_000) ?? value.epochs
    value.steps = table.integer("steps", 1...1_000_000_000)
    value.batchTokens = table.integer("batch-tokens", 16...1_000_000) ?? value.batchTokens
    value.accumulation = table.integer("accumulate", 1...10_000) ?? value.accumulation
    value.learningRate = table.number("learning-rate", 0...1) ?? value.learningRate
    value.headLearningRate = table.number("head-learning-rate", 0...1)
    value.layerDecay = table.number("layer-decay", 0...1) ?? value.layerDecay
    value.warmUp = table.number("warm-up", 0...1) ?? value.warmUp
    value.decay = table.choice("decay", RecipeSchedule.Decay.self) ?? value.decay
    value.weightDecay = table.number("weight-decay", 0...1) ?? value.weightDecay
    value.clip = table.number("clip", 0...1e6) ?? value.clip
    value.dropout = table.number("dropout", 0...0.9) ?? value.dropout
    value.freeze = table.texts("freeze") ?? value.freeze
    value.optimizer = table.choice("optimizer", RecipeSchedule.Optimizer.self) ?? value.optimizer
    value.arithmetic = table.choice("arithmetic", RecipeSchedule.Arithmetic.self) ?? value.arithmetic
    value.sampling = table.number("sampling", 0...1) ?? value.sampling
    table.finish()
    return value
  }

  private func evaluation(_ table: RecipeTable) -> RecipeEvaluation {
    var value = RecipeEvaluation()
    value.every = table.integer("every", 0...1_000_000_000) ?? value.every
    value.patience = table.integer("patience", 0...1_000_000) ?? value.patience
    value.task = table.text("task") ?? value.task
    table.finish()
    return value
  }

  private func adapters(_ table: RecipeTable) -> RecipeAdapters {
    var value = RecipeAdapters()
    value.rank = table.integer("rank", 1...1024) ?? value.rank
    value.alpha = table.number("alpha", 0...1e6) ?? value.alpha
    value.targets = table.texts("targets") ?? value.targets
    table.finish()
    return value
  }

  private func task(_ table: RecipeTable) -> RecipeTask {
    let name = table.requiredText("name")
    let kind = table.choice("kind", RecipeTask.Kind.self)
    var task = RecipeTask(name: name, kind: kind ?? .label)
    if !name.isEmpty, name.contains(where: { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")) })
    {
      table.problem("a task's name may have letters, digits, hyphens and low lines only", at: "name")
    }
    task.labels = table.texts("labels") ?? []
    task.weight = table.number("weight", 0...1e6) ?? task.weight
    task.share = table.number("share", 0...1e6)
    task.labelSmoothing = table.number("label-smoothing", 0...0.9) ?? task.labelSmoothing
    task.classWeights = table.numberTable("class-weights") ?? [:]
    task.pairLoss = table.choice("loss", RecipeTask.PairLoss.self) ?? task.pairLoss
    task.margin = table.number("margin", 0...10) ?? task.margin
    task.scale = table.number("scale", 0.01...1000) ?? task.scale
    task.maximumScore = table.number("maximum-score", 0.001...1e9) ?? task.maximumScore
    if let teacher = table.text("teacher") { task.teacher = model(teacher) }
    task.stride = table.integer("stride", 0...4096) ?? task.stride
    task.maximumAnswerTokens = table.integer("maximum-answer-tokens", 1...1024) ?? task.maximumAnswerTokens
    task.negatives = table.number("negatives", 0...10) ?? task.negatives
    task.emptyWindows = table.number("empty-windows", 0...1) ?? task.emptyWindows
    task.branchLayers = table.integer("branch-layers", 0...12) ?? task.branchLayers
    task.branchFrom = table.integer("branch-from", 0...48)
    if task.branchFrom != nil, task.branchLayers == 0 {
      table.problem(
        "\"branch-from\" says where the head's own layers begin; say how many with branch-layers", at: "branch-from")
    }
    task.branchInner = table.integer("branch-inner", 1...65_536)
    task.branchLastInner = table.integer("branch-last-inner", 1...65_536)
    for (key, width) in [("branch-inner", task.branchInner), ("branch-last-inner", task.branchLastInner)]
    where width != nil && task.branchLayers == 0 {
      table.problem("\"\(key)\" is a width of branch-layers; say how many", at: key)
    }
    task.detector = table.integer("detector", 1...1024)
    if task.detector != nil, task.kind != .edits || task.branchLayers < 2 {
      table.problem(
        "\"detector\" stands before the last of two branch-layers or more of a task for edits", at: "detector")
    }
    task.contextLayers = table.integer("context-layers", 0...12) ?? task.contextLayers
    task.contextWidth = table.integer("context-width", 1...4096) ?? task.contextWidth
    if table.has("context-width"), task.contextLayers == 0 {
      table.problem("\"context-width\" is the width of context-layers; say how many", at: "context-width")
    }
    if task.contextLayers > 0, ![.roles, .salience].contains(task.kind) || task.branchLayers > 0 {
      table.problem(
        "\"context-layers\" lie over the sentences of a task for roles or salience without branch-layers",
        at: "context-layers")
    }
    task.vocabulary = table.integer("vocabulary", 100...30_000) ?? task.vocabulary
    task.minimumCount = table.integer("minimum-count", 1...1_000_000) ?? task.minimumCount
    task.dense = table.flag("dense")
    task.train = table.tables("train").map { data($0, task.kind, isDev: false) }
    task.dev = table.tables("dev").map { data($0, task.kind, isDev: true) }
    if !table.has("kind") { table.problem("the key \"kind\" is missing in \"tasks\"") }
    if task.train.isEmpty {
      table.problem("the task \"\(name)\" has no data; add [[tasks.train]] with a path below it")
    }
    table.finish()
    return task
  }

  private func data(_ table: RecipeTable, _ kind: RecipeTask.Kind, isDev: Bool) -> RecipeData {
    if kind == .edits, table.has("corrupt") { return prose(table) }
    if kind == .languageModel { return plainText(table) }
    let written = table.requiredText("path")
    let named = table.choice("format", DataFormat.self)
    let format = named ?? DataFormat(path: written)
    if format == nil, !written.isEmpty {
      table.problem(
        "the name \"\(written)\" tells no format; add format = \"jsonl\", \"conll\", \"conllu\", \"squad\" or \"tsv\"")
    }
    var source = DataSource(path: path(written), format: format ?? .jsonl)
    source.fields = fields(table)
    source.labels = labels(table)
    source.offsets = table.choice("offsets", OffsetUnit.self) ?? source.offsets
    source.limit = table.integer("limit", 1...Int.max)
    if let every = table.integer("hold-out", 2...1000) {
      source.heldOut = isDev ? .taken(every: every) : .left(every: every)
      if ![.jsonl, .tsv].contains(source.format) { table.problem("\"hold-out\" works with jsonl and tsv alone") }
    }
    var data = RecipeData(source: source)
    data.marks = table.texts("marks") ?? []
    data.repeats = table.integer("repeat", 1...1000) ?? 1
    data.letterCase = table.choice("case", LetterCase.self)
    table.finish()
    return data
  }

  /// Plain text, whatever the name of the file.
  private func plainText(_ table: RecipeTable) -> RecipeData {
    var source = DataSource(path: path(table.requiredText("path")), format: .jsonl)
    source.limit = table.integer("limit", 1...Int.max)
    var data = RecipeData(source: source)
    data.repeats = table.integer("repeat", 1...1000) ?? 1
    table.finish()
    return data
  }

  /// Clean prose in which mistakes are made.
  private func prose(_ table: RecipeTable) -> RecipeData {
    var corruption = Corruption()
    let written = table.text("corrupt") ?? ""
    corruption.writer = table.choice("rates", Corruption.Writer.self) ?? corruption.writer
    corruption.seed = table.integer("seed", 0...Int.max).map { UInt64($0) } ?? corruption.seed
    corruption.sentences = table.integer("limit", 1...Int.max)
    corruption.clean = table.number("clean", 0...1)
    corruption.runOns = table.number("run-ons", 0...1) ?? corruption.runOns
    corruption.misspellings = (table.texts("misspellings") ?? []).map(path)
    var data = RecipeData(source: DataSource(path: path(written), format: .jsonl))
    data.corruption = corruption
    data.repeats = table.integer("repeat", 1...1000) ?? 1
    table.finish()
    return data
  }

  private func fields(_ table: RecipeTable) -> [DataField: String] {
    var fields: [DataField: String] = [:]
    for (name, value) in table.textTable("fields") ?? [:] {
      if let field = DataField(rawValue: name) {
        fields[field] = value
      } else {
        let names = DataField.allCases.map(\.rawValue)
        let guess = nearest(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
        table.problem("there is no field \"\(name)\"\(guess)", at: "fields")
      }
    }
    return fields
  }

  private func labels(_ table: RecipeTable) -> LabelMap {
    var map = LabelMap()
    map.renamed = table.textTable("rename") ?? [:]
    map.dropped = Set(table.texts("drop") ?? [])
    map.ignored = Set(table.texts("ignore") ?? [])
    map.kept = table.texts("keep").map { Set($0) }
    return map
  }

  /// A path that counts from the base, unless it is absolute.
  private func path(_ path: String) -> String {
    path.isEmpty || path.hasPrefix("/") ? path : folder == "." ? path : "\(folder)/\(path)"
  }

  /// A name without a slash is that of a registered model.
  private func model(_ name: String) -> String { name.contains("/") ? path(name) : name }
}
