import Datasets
import FineTuning
import Foundation
import Heads
import Inference
import Metrics
import Models
import Support
import Testing
import Training

/// Questions with and without an answer, from training to the decoder.
@Suite struct AnswerTests {
  private static let lines = [
    "{\"context\":\"Ada met Bob in Paris.\",\"question\":\"where?\",\"answers\":[\"Paris\"],\"answer_start\":15}",
    "{\"context\":\"the cat sat.\",\"question\":\"who sat?\",\"answers\":[\"cat\"],\"answer_start\":4}",
    "{\"context\":\"the dog ran.\",\"question\":\"who ran?\",\"answers\":[\"dog\"],\"answer_start\":4}",
  ]

  private func recipe(_ tiny: borrowing TinyBackbone) throws -> Recipe {
    var task = RecipeTask(name: "answers", kind: .answers)
    let path = try tiny.file("a.jsonl", Self.lines)
    task.train = [RecipeData(source: DataSource(path: path, format: .jsonl))]
    task.dev = task.train
    task.negatives = 3
    var recipe = TuningRecipe.make(tiny, [task])
    recipe.schedule.steps = 150
    return recipe
  }

  @Test func `a head learns from foreign passages when there is no answer, and its bundle knows the threshold`() throws
  {
    let tiny = try TinyBackbone()
    let recipe = try recipe(tiny)
    let tasks = try TaskLoader.load(recipe)
    #expect(tasks[0].summary.contains("foreign passages"))
    let tuner = try FineTuner(recipe, tasks: tasks, backbone: recipe.backbone, threads: 1)
    for _ in 0..<tuner.steps { try tuner.trainer.advance() }
    let scores = tuner.evaluate()
    let measures = Dictionary(uniqueKeysWithValues: scores[0].scores.measures.map { ($0.name, $0.value) })
    #expect(measures["none found rightly"] == 1 && measures["F1 where there is one"] == 1, "\(measures)")
    try tuner.write(to: recipe.output, scores: scores)
    let bundle = try ModelBundle(directory: recipe.output)
    let threshold = try #require(scores[0].scores.threshold)
    #expect(bundle.heads["answers"]?.specification.answerThreshold == Float(threshold))
    let encoder = SentenceEncoder(model: bundle, threads: 1)
    let right = try #require(try encoder.answers(to: "who sat?", in: "the cat sat.").first)
    #expect(right.margin > 0 && right.bytes == 4..<7)
    let wrong = try #require(try encoder.answers(to: "where?", in: "the cat sat.").first)
    #expect(wrong.margin < 0)
  }

  @Test func `the threshold moves the margin and nothing else`() throws {
    let tiny = try TinyBackbone()
    let recipe = try recipe(tiny)
    let tuner = try FineTuner(recipe, tasks: try TaskLoader.load(recipe), backbone: recipe.backbone, threads: 1)
    try tuner.write(to: recipe.output, scores: [])
    let before = try SentenceEncoder(directory: recipe.output, threads: 1).answers(to: "who ran?", in: "the dog ran.")
    let manifest = recipe.output + "/stet.json"
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
    let changed = text.replacing(#/"threshold": ?[-0-9.e]+/#, with: "\"threshold\": 2.5")
    #expect(changed != text)
    try changed.write(toFile: manifest, atomically: true, encoding: .utf8)
    let after = try SentenceEncoder(directory: recipe.output, threads: 1).answers(to: "who ran?", in: "the dog ran.")
    #expect(after.map(\.bytes) == before.map(\.bytes) && after.map(\.confidence) == before.map(\.confidence))
    for (after, before) in zip(after, before) { #expect(abs(before.margin - after.margin - 2.5) < 1e-4) }
  }

  /// The form in which version 2 of SQuAD is published.
  private static let official = """
    {"version": "v2.0", "data": [{"title": "Cats", "paragraphs": [
      {"context": "the cat sat.", "qas": [
        {"id": "1", "question": "who sat?", "is_impossible": false, "answers": [{"text": "cat", "answer_start": 4},
          {"text": "the cat", "answer_start": 0}]},
        {"id": "2", "question": "where?", "is_impossible": true, "answers": [],
          "plausible_answers": [{"text": "sat", "answer_start": 8}]}]},
      {"context": "Ada met Bob in Paris.", "qas": [
        {"id": "3", "question": "where?", "is_impossible": false, "answers": [{"text": "Paris", "answer_start": 15}]},
        {"id": "4", "question": "who sat?", "is_impossible": true, "answers": []}]}]}]}
    """

  @Test func `a file of version 2 is measured with and without withheld answers`() throws {
    let tiny = try TinyBackbone()
    var recipe = try recipe(tiny)
    let path = try tiny.file("official.json", [Self.official])
    let data = RecipeData(source: DataSource(path: path, format: .squad))
    recipe.tasks[0].train = [data]
    let tuner = try FineTuner(recipe, tasks: try TaskLoader.load(recipe), backbone: recipe.backbone, threads: 1)
    for _ in 0..<tuner.steps { try tuner.trainer.advance() }
    try tuner.write(to: recipe.output, scores: tuner.evaluate())
    let bundle = try ModelBundle(directory: recipe.output)
    let specification = try #require(bundle.heads["answers"]?.specification)
    recipe.tasks = [RecipeTask(measuring: specification, name: "answers", on: [data])]
    let tasks = try TaskLoader.load(recipe)
    let found = try BundleEvaluation(bundle, recipe: recipe, tasks: tasks, threads: 1, teacher: { $0 }).scores()
    let scores = try #require(found.first?.scores)
    #expect(
      scores.measures.map(\.name) == [
        "F1", "exact", "F1 where there is one", "exact where there is one", "none found rightly",
        "F1 there if always answered", "exact there if always answered",
      ])
    #expect(scores.threshold == nil && scores.measures.allSatisfy { $0.value == 1 }, "\(scores.measures)")
  }

  @Test func `windows without the answer are left out as the recipe says`() throws {
    let tiny = try TinyBackbone()
    let filler = String(repeating: "the cat sat. ", count: 20)
    let line =
      "{\"context\":\"\(filler)Ada met Bob in Paris.\",\"question\":\"where?\",\"answers\":[\"Paris\"],\"answer_start\":275}"
    let path = try tiny.file("long.jsonl", [line])
    var counts: [Int] = []
    for share in [1, 0.5, 0] {
      var task = RecipeTask(name: "answers", kind: .answers)
      task.train = [RecipeData(source: DataSource(path: path, format: .jsonl))]
      task.stride = 8
      task.emptyWindows = share
      var recipe = TuningRecipe.make(tiny, [task])
      recipe.schedule.steps = nil
      recipe.schedule.epochs = 1
      recipe.schedule.batchTokens = 16
      let tuner = try FineTuner(recipe, tasks: try TaskLoader.load(recipe), backbone: recipe.backbone, threads: 1)
      counts.append(tuner.steps)
    }
    #expect(counts[0] > counts[1] && counts[1] > counts[2] && counts[2] > 0, "\(counts)")
  }
}
