import Architectures
import Datasets
import FineTuning
import Heads
import Metrics
import Models
import Support
import Tensors
import Testing
import Training

/// Every kind of task learns a few examples by heart.
@Suite struct OverfitTests {
  @Test func `entities, from files that mark only some types`() throws {
    let tiny = try TinyBackbone()
    let both = try tiny.file(
      "both.conll", ["Ada B-PER", "met O", "Bob B-PER", "in O", "Paris B-LOC", "", "the O", "cat O", "ran O"])
    let people = try tiny.file("people.conll", ["Bob B-PER", "sat O", "in O", "Rome O"])
    var task = RecipeTask(name: "entities", kind: .spans)
    task.labels = ["PER", "LOC"]
    task.train = [data(both), data(people, marks: ["PER"])]
    task.dev = task.train
    let scores = try train(tiny, task)
    #expect(scores.main == 1, "\(scores.measures)")
    #expect(scores.measures.map(\.name).prefix(4) == ["F1", "macro F1", "precision", "recall"])
    #expect(scores.confusion?.labels == ["O", "PER", "LOC"])
  }

  @Test func `parts of speech`() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.conll", ["the DET", "cats NOUN", "sat VERB", ". PUNCT", "", "a DET", "dog NOUN", "ran VERB"])
    try expectLearnt(tiny, RecipeTask(name: "pos", kind: .words), path)
  }

  @Test func `a label for a text, with smoothing and weights`() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl",
      [
        "{\"text\":\"the cat ran\",\"label\":\"awful\"}", "{\"text\":\"a dog sat\",\"label\":\"fine\"}",
        "{\"text\":\"who met ada\",\"label\":\"fine\"}",
      ])
    var task = RecipeTask(name: "mood", kind: .label)
    task.labelSmoothing = 0.1
    task.classWeights = ["awful": 2]
    try expectLearnt(tiny, task, path)
  }

  @Test func `any number of labels`() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl",
      [
        "{\"text\":\"the cat ran\",\"labels\":[\"cat\",\"ran\"]}", "{\"text\":\"a dog sat\",\"labels\":[]}",
        "{\"text\":\"who ran\",\"labels\":[\"ran\"]}",
      ])
    try expectLearnt(tiny, RecipeTask(name: "tags", kind: .labels), path)
  }

  @Test func `a score of a pair`() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl",
      [
        "{\"text\":\"the cat ran\",\"pair\":\"a dog sat\",\"score\":1}",
        "{\"text\":\"a dog sat\",\"pair\":\"a dog sat\",\"score\":5}",
        "{\"text\":\"who ran\",\"pair\":\"where\",\"score\":3}",
      ])
    var task = RecipeTask(name: "score", kind: .score)
    task.maximumScore = 5
    try expectLearnt(tiny, task, path, fields: [.pair: "pair"])
  }

  @Test func `answers, and none`() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl",
      [
        "{\"context\":\"Ada met Bob in Paris.\",\"question\":\"where?\",\"answers\":[\"Paris\"],\"answer_start\":15}",
        "{\"context\":\"Ada met Bob in Paris.\",\"question\":\"who?\",\"answers\":[\"Ada\"],\"answer_start\":0}",
        "{\"context\":\"the cat sat.\",\"question\":\"where?\",\"answers\":[]}",
      ])
    try expectLearnt(tiny, RecipeTask(name: "answers", kind: .answers), path)
  }

  @Test(arguments: [0, 2])
  func `roles of sentences`(contextLayers: Int) throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl",
      [
        "{\"sentences\":[\"we show a method.\",\"the result.\",\"the cat sat.\"],\"labels\":[\"method\",\"result\",\"other\"]}",
        "{\"sentences\":[\"the cat sat.\",\"a dog ran.\"],\"labels\":[\"other\",\"result\"]}",
      ])
    var task = RecipeTask(name: "roles", kind: .roles)
    task.contextLayers = contextLayers
    try expectLearnt(tiny, task, path)
  }

  @Test func `the same sentence has another role elsewhere`() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl",
      [
        "{\"sentences\":[\"a dog ran.\",\"the cat sat.\",\"a dog ran.\"],\"labels\":[\"first\",\"other\",\"last\"]}",
        "{\"sentences\":[\"we show a method.\",\"a dog ran.\"],\"labels\":[\"other\",\"shown\"]}",
      ])
    var task = RecipeTask(name: "roles", kind: .roles)
    task.contextLayers = 1
    try expectLearnt(tiny, task, path)
  }

  @Test(arguments: [0, 1])
  func `importance of sentences`(contextLayers: Int) throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl",
      [
        "{\"sentences\":[\"the cat sat.\",\"we show a method.\",\"a dog ran.\"],\"scores\":[0,1,0]}",
        "{\"sentences\":[\"a dog ran.\",\"the result.\"],\"scores\":[0,1]}",
      ])
    var task = RecipeTask(name: "salience", kind: .salience)
    task.contextLayers = contextLayers
    let scores = try expectLearnt(tiny, task, path)
    let measures = Dictionary(uniqueKeysWithValues: scores.measures.map { ($0.name, $0.value) })
    #expect(measures["ROUGE-L"] == 1 && measures["first sentences: F1"] == 0)
  }

  @Test func `other ways to choose sentences stand beside a head`() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl",
      [
        "{\"sentences\":[\"the cat sat.\",\"a dog ran in rome.\"],\"scores\":[0,1],\"summaries\":[\"who\",\"a dog ran\"]}"
      ])
    var task = RecipeTask(name: "salience", kind: .salience)
    task.train = [data(path)]
    task.dev = task.train
    let recipe = TuningRecipe.make(tiny, [task])
    let tasks = try TaskLoader.load(recipe)
    let tuner = try FineTuner(recipe, tasks: tasks, backbone: recipe.backbone, threads: 1)
    try tuner.write(to: recipe.output, scores: [])
    let longest = SalienceRanker(name: "longest") { vectors, words in
      vectors.count == words.count ? words.map(Float.init) : []
    }
    let evaluation = try BundleEvaluation(
      ModelBundle(directory: recipe.output), recipe: recipe, tasks: tasks, threads: 1, rankers: [longest],
      teacher: { $0 })
    let scores = try #require(evaluation.scores().first?.scores)
    let measures = Dictionary(uniqueKeysWithValues: scores.measures.map { ($0.name, $0.value) })
    #expect(measures["longest: F1"] == 1 && measures["first sentences: F1"] == 0)
    // Three of the five words are those of the second summary.
    #expect(measures["longest: ROUGE-1"] == 0.75)
  }

  @Test(arguments: RecipeTask.PairLoss.allCases)
  func `vectors of pairs`(loss: RecipeTask.PairLoss) throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl",
      [
        "{\"text\":\"the cat ran\",\"pair\":\"who met ada\",\"score\":1}",
        "{\"text\":\"a dog sat\",\"pair\":\"in paris\",\"score\":1}",
        "{\"text\":\"a method\",\"pair\":\"the cat ran\",\"score\":0}",
      ])
    var task = RecipeTask(name: "pairs", kind: .pairs)
    task.pairLoss = loss
    task.train = [data(path)]
    task.dev = task.train
    let before = try scores(tiny, task, steps: 1)
    let after = try scores(tiny, task, steps: 60)
    // Ranking knows no scores: all pairs count as partners, so that it says nothing about their order.
    #expect(loss == .ranking ? after.measures.count == 2 : after.main > max(0.8, before.main - 1e-9))
  }

  @Test func `vectors of triplets`() throws {
    let tiny = try TinyBackbone()
    let path = try tiny.file(
      "a.jsonl",
      [
        "{\"anchor\":\"the cat ran\",\"positive\":\"in paris\",\"negative\":\"a cat ran\"}",
        "{\"anchor\":\"a dog sat\",\"positive\":\"who ?\",\"negative\":\"the dog sat\"}",
      ])
    try expectLearnt(tiny, RecipeTask(name: "triplets", kind: .triplets), path)
  }

  @Test func `vectors of a teacher`() throws {
    let tiny = try TinyBackbone()
    let other = try TinyBackbone(seed: 9)
    let path = try tiny.file("a.jsonl", ["{\"text\":\"the cat ran\"}", "{\"text\":\"a dog sat in rome\"}"])
    var task = RecipeTask(name: "vectors", kind: .distillation)
    task.teacher = other.path
    task.train = [data(path)]
    task.dev = task.train
    let before = try scores(tiny, task, steps: 1).main
    #expect(try scores(tiny, task, steps: 60).main > max(0.95, before))
  }

  // MARK: Ways

  @discardableResult
  private func expectLearnt(
    _ tiny: borrowing TinyBackbone, _ task: RecipeTask, _ path: String, fields: [DataField: String] = [:]
  ) throws -> TaskScores {
    var task = task
    task.train = [data(path, fields: fields)]
    task.dev = task.train
    let scores = try train(tiny, task)
    #expect(scores.main > 0.999, "\(scores.measures)")
    return scores
  }

  private func data(_ path: String, marks: [String] = [], fields: [DataField: String] = [:]) -> RecipeData {
    var data = RecipeData(source: DataSource(path: path, format: DataFormat(path: path) ?? .jsonl, fields: fields))
    data.marks = marks
    return data
  }

  /// Trains, writes the bundle, and makes sure that it scores the same.
  private func train(_ tiny: borrowing TinyBackbone, _ task: RecipeTask) throws -> TaskScores {
    let recipe = TuningRecipe.make(tiny, [task])
    let tasks = try TaskLoader.load(recipe)
    let tuner = try FineTuner(recipe, tasks: tasks, backbone: recipe.backbone, threads: 1)
    for _ in 0..<tuner.steps { try tuner.trainer.advance() }
    let scores = try #require(tuner.evaluate().first?.scores)
    try tuner.write(to: recipe.output, scores: tuner.evaluate())
    let bundle = try ModelBundle(directory: recipe.output)
    let heads = bundle.heads.mapValues(\.specification)
    let measuring = recipe.forEvaluation(of: heads)
    #expect(!task.kind.hasHead || measuring.tasks.allSatisfy(\.train.isEmpty))
    let evaluation = try BundleEvaluation(
      bundle, recipe: measuring, tasks: TaskLoader.load(measuring, heads: heads), threads: 2, teacher: { $0 })
    let again = try #require(evaluation.scores().first?.scores)
    // Parameters and packed weights are multiplied by different kernels, whose sums differ in their last bits; the correlation of two or
    // three numbers that are nearly alike makes much of that.
    #expect(again.measures.count == scores.measures.count)
    for (a, b) in zip(again.measures, scores.measures) { #expect(abs(a.value - b.value) < 5e-3, "\(a.name)") }
    return scores
  }

  private func scores(_ tiny: borrowing TinyBackbone, _ task: RecipeTask, steps: Int) throws -> TaskScores {
    var recipe = TuningRecipe.make(tiny, [task])
    recipe.schedule.steps = steps
    let tuner = try FineTuner(recipe, tasks: TaskLoader.load(recipe), backbone: recipe.backbone, threads: 1)
    for _ in 0..<steps { try tuner.trainer.advance() }
    return try #require(tuner.evaluate().first?.scores)
  }
}

/// Recipes of the tests.
enum TuningRecipe {
  static func make(_ tiny: borrowing TinyBackbone, _ tasks: [RecipeTask]) -> Recipe {
    var recipe = Recipe(name: "tiny", backbone: tiny.path, output: tiny.folder + "/output")
    recipe.tasks = tasks
    recipe.maximumTokens = 32
    recipe.schedule.steps = 60
    recipe.schedule.learningRate = 5e-3
    recipe.schedule.decay = .constant
    recipe.schedule.dropout = 0
    recipe.schedule.weightDecay = 0
    return recipe
  }
}
