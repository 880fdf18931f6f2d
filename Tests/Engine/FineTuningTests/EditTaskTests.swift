import Architectures
import Datasets
import FineTuning
import Heads
import Inference
import Models
import Tensors
import Testing
import Training

/// Corrections, learnt by a branch over a frozen backbone.
@Suite struct EditTaskTests {
  private let lines = [
    "{\"source\":\"the cat sat in paris\",\"target\":\"the cat sat in paris\"}",
    "{\"source\":\"the the dog ran\",\"target\":\"the dog ran\"}",
    "{\"source\":\"a cats ran\",\"target\":\"a cat ran\"}",
    "{\"source\":\"who met in rome\",\"target\":\"ada met in rome\"}",
  ]

  private func recipe(_ tiny: borrowing TinyBackbone) throws -> Recipe {
    var task = RecipeTask(name: "grammar", kind: .edits)
    let file = RecipeData(source: DataSource(path: try tiny.file("pairs.jsonl", lines), format: .jsonl))
    (task.train, task.dev, task.minimumCount) = ([file], [file], 1)
    (task.branchLayers, task.branchFrom) = (1, 1)
    var recipe = TuningRecipe.make(tiny, [task])
    recipe.schedule.freeze = ["embeddings", "encoder", "pooler"]
    recipe.schedule.steps = 120
    return recipe
  }

  private func tuner(_ recipe: Recipe) throws -> FineTuner {
    try FineTuner(recipe, tasks: TaskLoader.load(recipe), backbone: recipe.backbone, threads: 1)
  }

  @Test func `pairs are learnt by heart, written and read`() throws {
    let tiny = try TinyBackbone()
    let recipe = try recipe(tiny)
    let tuner = try tuner(recipe)
    let frozen = tuner.trainer.store.parameters.filter { !$0.name.hasPrefix("heads.") }.map(\.elements)
    for _ in 0..<tuner.steps { try tuner.trainer.advance() }
    let scores = tuner.evaluate()
    #expect(scores[0].scores.main > 0.999, "\(scores[0].scores.measures)")
    #expect(tuner.trainer.store.parameters.filter { !$0.name.hasPrefix("heads.") }.map(\.elements) == frozen)
    try tuner.write(to: recipe.output, scores: scores)
    let encoder = try SentenceEncoder(directory: recipe.output, threads: 1)
    let labels = try #require(encoder.model.heads["grammar"]?.specification.labels)
    let found = try encoder.analyse([Array("the the dog ran".utf8)], heads: ["grammar"])
    guard case .edits(let edits)? = found[0].outputs["grammar"] else {
      Issue.record("no edits")
      return
    }
    let best = edits.map { $0.map { $0.keep > 0.5 ? labels[0] : labels[$0.candidates[0].label] } ?? "" }
    #expect(best == ["keep", "delete", "keep", "keep"] || best == ["delete", "keep", "keep", "keep"], "\(best)")
    #expect(!encoder.sentenceHeads.contains("grammar"))
  }

  @Test func `a detector learns which words need the last layer`() throws {
    let tiny = try TinyBackbone()
    var recipe = try recipe(tiny)
    (recipe.tasks[0].branchLayers, recipe.tasks[0].detector) = (2, 8)
    let tuner = try tuner(recipe)
    for _ in 0..<tuner.steps { try tuner.trainer.advance() }
    let scores = tuner.evaluate()
    let suspected = try #require(scores[0].scores.measures.first { $0.name == "words suspected" }?.value)
    #expect(scores[0].scores.main > 0.999 && suspected < 0.5, "\(scores[0].scores.measures)")
    try tuner.write(to: recipe.output, scores: scores)
    let encoder = try SentenceEncoder(directory: recipe.output, threads: 1)
    #expect(encoder.model.heads["grammar"]?.specification.detectionThreshold != nil)
    let found = try encoder.analyse(["a cats ran", "the cat sat in paris"].map { Array($0.utf8) }, heads: ["grammar"])
    guard case .edits(let wrong)? = found[0].outputs["grammar"], case .edits(let right)? = found[1].outputs["grammar"]
    else {
      Issue.record("no edits")
      return
    }
    #expect(wrong.contains { ($0?.keep ?? 1) < 0.5 } && right.allSatisfy { ($0?.keep ?? 1) > 0.9 })
  }

  @Test func `a narrower head learns to say what a wider one says`() throws {
    let tiny = try TinyBackbone()
    var recipe = try recipe(tiny)
    let wide = try tuner(recipe)
    for _ in 0..<wide.steps { try wide.trainer.advance() }
    try wide.write(to: recipe.output, scores: [])
    let (elder, labels) = (recipe.output, wide.tasks[0].space.names)
    // What the pairs say is no longer looked at.
    let silent = lines.map { $0.replacing(/"target":"[^"]*"/, with: "\"target\":\"a\"") }
    recipe.tasks[0].train = [
      RecipeData(source: DataSource(path: try tiny.file("sources.jsonl", silent), format: .jsonl))
    ]
    (recipe.tasks[0].teacher, recipe.tasks[0].labels, recipe.tasks[0].branchInner) = (elder, labels, 24)
    recipe.output = tiny.folder + "/narrow"
    recipe.schedule.steps = 800
    let narrow = try tuner(recipe)
    for _ in 0..<narrow.steps { try narrow.trainer.advance() }
    let scores = narrow.evaluate()
    #expect(scores[0].scores.main > 0.999, "\(scores[0].scores.measures)")
    recipe.tasks[0].labels = Array(labels.dropLast())
    let other = recipe
    #expect(throws: FineTuningError.self) { try tuner(other) }
  }

  @Test func `a branch begins as a copy of the backbone's layers`() throws {
    let tiny = try TinyBackbone()
    let tuner = try tuner(try recipe(tiny))
    let store = tuner.trainer.store
    let copied = try #require(store.known("heads.grammar.branch.0.query.weight"))
    let own = try #require(store.known("encoder.layer.1.attention.self.query.weight"))
    #expect(copied.elements == own.elements && copied.names.count == 3)
    let norm = try #require(store.known("heads.grammar.branch.0.output_norm.weight"))
    #expect(norm.elements == store.known("encoder.layer.1.output.LayerNorm.weight")?.elements)
  }

  @Test func `heads that are there stay, unless the backbone learns`() throws {
    let tiny = try TinyBackbone()
    let mood = try tiny.file(
      "mood.jsonl", ["{\"text\":\"a cat\",\"label\":\"x\"}", "{\"text\":\"a dog\",\"label\":\"y\"}"])
    var first = RecipeTask(name: "mood", kind: .label)
    first.train = [RecipeData(source: DataSource(path: mood, format: .jsonl))]
    var base = TuningRecipe.make(tiny, [first])
    base.output = tiny.folder + "/base"
    try tuner(base).write(to: base.output, scores: [])
    var recipe = try recipe(tiny)
    (recipe.backbone, recipe.keepsHeads) = (base.output, true)
    try tuner(recipe).write(to: recipe.output, scores: [])
    let (before, after) = (try ModelBundle(directory: base.output), try ModelBundle(directory: recipe.output))
    #expect(after.heads.keys.sorted() == ["grammar", "mood"])
    let batch = PackedBatch([[3, 5, 7]])
    let expected = try #require(before.heads["mood"]).forward(
      before.backbone.encode(batch, in: Execution()), batch, in: Execution())
    let found = try #require(after.heads["mood"]).forward(
      after.backbone.encode(batch, in: Execution()), batch, in: Execution())
    #expect(expected.elements == found.elements)
    recipe.schedule.freeze = []
    let learning = recipe
    #expect(throws: FineTuningError.self) { try tuner(learning) }
  }
}
