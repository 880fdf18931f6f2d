import Architectures
import Datasets
import FineTuning
import Foundation
import Heads
import Metrics
import Models
import Support
import Tensors
import Testing
import Training

@Suite struct FineTunerTests {
  /// Two tasks on one backbone.
  private func recipe(_ tiny: borrowing TinyBackbone) throws -> Recipe {
    let texts = try tiny.file(
      "texts.jsonl",
      [
        "{\"text\":\"the cat ran\",\"label\":\"awful\"}", "{\"text\":\"a dog sat\",\"label\":\"fine\"}",
        "{\"text\":\"who met ada\",\"label\":\"fine\"}",
      ])
    let words = try tiny.file("words.conll", ["Ada B-PER", "met O", "Bob B-PER", "", "the O", "cat O", "ran O"])
    var mood = RecipeTask(name: "mood", kind: .label)
    mood.train = [RecipeData(source: DataSource(path: texts, format: .jsonl))]
    mood.dev = mood.train
    var people = RecipeTask(name: "people", kind: .spans)
    people.train = [RecipeData(source: DataSource(path: words, format: .conll))]
    people.dev = people.train
    return TuningRecipe.make(tiny, [mood, people])
  }

  private func tuner(_ recipe: Recipe) throws -> FineTuner {
    try FineTuner(recipe, tasks: TaskLoader.load(recipe), backbone: recipe.backbone, threads: 2)
  }

  @Test func `two heads learn on one backbone, and the best state is kept`() throws {
    let tiny = try TinyBackbone()
    var recipe = try recipe(tiny)
    recipe.evaluation.every = 20
    recipe.evaluation.task = "people"
    let tuner = try tuner(recipe)
    var evaluations: [Double] = []
    var steps = 0
    let result = try tuner.run(
      directory: tiny.folder + "/run", isResuming: false,
      observe: { event in
        switch event {
        case .stepped: steps += 1
        case .evaluated(_, let scores, _):
          evaluations.append(scores.first { $0.task.recipe.name == "people" }?.scores.main ?? 0)
        }
      }, isInterrupted: { false })
    #expect(result.ending == .finished && steps == 60 && evaluations.count == 3)
    #expect(result.best?.score == evaluations.max())
    let scores = tuner.evaluate()
    #expect(scores.map(\.task.recipe.name) == ["mood", "people"])
    #expect(scores.allSatisfy { $0.scores.main == 1 })
  }

  @Test func `a head goes on where it has the same labels, and starts anew where it has others`() throws {
    let tiny = try TinyBackbone()
    var recipe = try recipe(tiny)
    recipe.schedule.steps = 30
    let first = try tuner(recipe)
    for _ in 0..<first.steps { try first.trainer.advance() }
    try first.write(to: recipe.output, scores: [])
    recipe.backbone = recipe.output
    recipe.tasks[0].dev = []
    recipe.tasks[1].dev = []
    let same = try tuner(recipe)
    #expect(same.renewedHeads.isEmpty && same.evaluate().isEmpty)
    // What was learnt is there before a step is made.
    recipe.tasks[1].dev = recipe.tasks[1].train
    #expect(try tuner(recipe).evaluate()[0].scores.main == 1)
    let mood = try tiny.file(
      "moods.jsonl",
      [
        "{\"text\":\"the cat ran\",\"label\":\"low\"}", "{\"text\":\"a dog sat\",\"label\":\"high\"}",
        "{\"text\":\"who met ada\",\"label\":\"none\"}",
      ])
    recipe.tasks[0].train = [RecipeData(source: DataSource(path: mood, format: .jsonl))]
    let other = try tuner(recipe)
    #expect(other.renewedHeads == ["mood"])
    #expect(other.evaluate()[0].scores.main == 1, "the other head stays")
  }

  @Test func `a head that comes to read vectors starts anew`() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl", ["{\"sentences\":[\"the cat sat.\",\"we show a method.\"],\"scores\":[0,1]}"])
    var task = RecipeTask(name: "salience", kind: .salience)
    task.train = [RecipeData(source: DataSource(path: path, format: .jsonl))]
    var recipe = TuningRecipe.make(tiny, [task])
    try tuner(recipe).write(to: recipe.output, scores: [])
    recipe.backbone = recipe.output
    #expect(try tuner(recipe).renewedHeads.isEmpty)
    recipe.tasks[0].contextLayers = 1
    recipe.tasks[0].contextWidth = 8
    #expect(try tuner(recipe).renewedHeads == ["salience"])
  }

  @Test func `an interrupted run that goes on ends as one that was not`() throws {
    let tiny = try TinyBackbone()
    var recipe = try recipe(tiny)
    recipe.schedule.steps = 12
    recipe.schedule.dropout = 0.1
    recipe.evaluation.every = 100
    let whole = try tuner(recipe)
    _ = try whole.run(directory: tiny.folder + "/whole", isResuming: false, observe: { _ in }, isInterrupted: { false })
    var done = 0
    let first = try tuner(recipe)
    let half = try first.run(
      directory: tiny.folder + "/half", isResuming: false, observe: { _ in done += 1 }, isInterrupted: { done == 5 })
    #expect(half.ending == .interrupted && first.trainer.step == 5)
    let second = try tuner(recipe)
    let rest = try second.run(
      directory: tiny.folder + "/half", isResuming: true, observe: { _ in }, isInterrupted: { false })
    #expect(rest.ending == .finished)
    for (left, right) in zip(whole.trainer.store.parameters, second.trainer.store.parameters) {
      #expect(left.elements == right.elements, "\(left.name)")
    }
  }

  @Test func `case features, adapters and a branch of its own are written and read`() throws {
    let tiny = try TinyBackbone()
    var recipe = try recipe(tiny)
    recipe.caseFeatures = true
    recipe.adapters = RecipeAdapters()
    recipe.precision = .float16
    recipe.tasks[1].branchLayers = 1
    recipe.schedule.headLearningRate = 1e-2
    let tuner = try tuner(recipe)
    for _ in 0..<40 { try tuner.trainer.advance() }
    let scores = tuner.evaluate()
    try tuner.write(to: recipe.output, scores: scores)
    let bundle = try ModelBundle(directory: recipe.output)
    #expect(bundle.backbone.dimensions.caseFeatures > 0 && bundle.heads.count == 2)
    #expect(bundle.heads["people"]?.specification.branch?.layers == 1)
    let again = try BundleEvaluation(bundle, recipe: recipe, tasks: tuner.tasks, threads: 1, teacher: { $0 }).scores()
    for (left, right) in zip(scores, again) { #expect(abs(left.scores.main - right.scores.main) < 0.01) }
  }

  @Test func `a frozen backbone keeps its numbers`() throws {
    let tiny = try TinyBackbone()
    var recipe = try recipe(tiny)
    recipe.schedule.freeze = ["embeddings", "encoder"]
    let tuner = try tuner(recipe)
    let before = tuner.trainer.store.parameters.filter { !$0.name.hasPrefix("heads.") }.map(\.elements)
    for _ in 0..<5 { try tuner.trainer.advance() }
    #expect(tuner.trainer.store.parameters.filter { !$0.name.hasPrefix("heads.") }.map(\.elements) == before)
  }

  @Test func `a file can be learnt in capitals`() throws {
    let tiny = try TinyBackbone()
    var recipe = try recipe(tiny)
    recipe.tasks[1].train[0].letterCase = .upper
    let tasks = try TaskLoader.load(recipe)
    guard case .tokens(let examples) = tasks[1].train[0].examples else {
      Issue.record("no examples of words")
      return
    }
    #expect(examples.map(\.example.text) == ["ADA MET BOB", "THE CAT RAN"])
    #expect(examples[0].example.labels == ["B-PER", "O", "B-PER"])
  }

  @Test func `an output folder with other files is refused`() throws {
    let tiny = try TinyBackbone()
    #expect(throws: FineTuningError.self) { try FineTuner.checkOutput(tiny.folder) }
    try FineTuner.checkOutput(tiny.path)
    try FineTuner.checkOutput(tiny.folder + "/new")
  }

  @Test func `what does not fit a task is told before training`() throws {
    let tiny = try TinyBackbone()
    var recipe = try recipe(tiny)
    let dev = try tiny.file("dev.jsonl", ["{\"text\":\"a\",\"label\":\"strange\"}"])
    let broken = try tiny.file("broken.conll", ["Ada", "", "Bob B-PER"])
    recipe.tasks[0].dev = [RecipeData(source: DataSource(path: dev, format: .jsonl))]
    recipe.tasks[1].train.append(RecipeData(source: DataSource(path: broken, format: .conll)))
    recipe.tasks[1].train[0].marks = ["PERS"]
    let error = #expect(throws: DataError.self) { try TaskLoader.load(recipe) }
    let text = try #require(error?.description)
    #expect(text.contains("dev.jsonl: the label \"strange\" does not occur in the training data"))
    #expect(text.contains("broken.conll:1: one column only"))
    #expect(text.contains("\"marks\" names \"PERS\""))
    #expect(text.contains("3 problems"))
  }
}
