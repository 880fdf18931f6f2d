import Datasets
import FineTuning
import Foundation
import Recipes
import Support
import TestSupport
import Testing

@Suite struct RecipeFileTests {
  private let least = """
    name = "a"
    backbone = "b"
    output = "out"

    [[tasks]]
    name = "mood"
    kind = "label"

    [[tasks.train]]
    path = "train.jsonl"

    """

  /// The recipe of a text, in a folder of its own.
  private func load(_ text: String) throws -> Recipe {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stet-recipe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("r.toml").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    var recipe = try RecipeFile.load(path)
    func short(_ text: String) -> String { text.replacingOccurrences(of: folder.path, with: "HERE") }
    (recipe.output, recipe.backbone) = (short(recipe.output), short(recipe.backbone))
    for index in recipe.tasks.indices {
      recipe.tasks[index].teacher = short(recipe.tasks[index].teacher)
      for place in recipe.tasks[index].train.indices {
        recipe.tasks[index].train[place].source.path = short(recipe.tasks[index].train[place].source.path)
      }
    }
    return recipe
  }

  @Test func `a short recipe has defaults for the rest`() throws {
    let recipe = try load(least)
    var expected = Recipe(name: "a", backbone: "b", output: "HERE/out")
    var task = RecipeTask(name: "mood", kind: .label)
    task.train = [RecipeData(source: DataSource(path: "HERE/train.jsonl", format: .jsonl))]
    expected.tasks = [task]
    #expect(recipe == expected)
  }

  @Test func `plain text needs no format`() throws {
    let recipe = try load(
      """
      name = "a"
      backbone = "./b"
      new-weights = true
      output = "out"

      [[tasks]]
      name = "next"
      kind = "language-model"

      [[tasks.train]]
      path = "prose.txt.xz"
      limit = 7
      repeat = 2

      """)
    #expect(recipe.hasNewWeights && recipe.tasks[0].kind == .languageModel)
    let data = recipe.tasks[0].train[0]
    #expect(data.source.path == "HERE/prose.txt.xz" && data.source.limit == 7 && data.repeats == 2)
  }

  @Test func `every key arrives`() throws {
    let recipe = try load(
      """
      name = "a"
      summary = "s"
      base = "sub"
      backbone = "./b"
      output = "/out"
      seed = 7
      threads = 3
      maximum-tokens = 64
      [schedule]
      epochs = 2
      steps = 100
      batch-tokens = 512
      accumulate = 2
      learning-rate = 1e-4
      head-learning-rate = 1e-3
      layer-decay = 0.9
      warm-up = 0
      decay = "cosine"
      weight-decay = 0.1
      clip = 2
      dropout = 0.2
      freeze = ["embeddings"]
      sampling = 1
      [evaluation]
      every = 50
      patience = 4
      task = "t"
      [lora]
      rank = 4
      alpha = 8
      targets = ["query"]
      [[tasks]]
      name = "t"
      kind = "spans"
      labels = ["person"]
      weight = 2
      label-smoothing = 0.1
      class-weights = { person = 3 }
      loss = "ranking"
      margin = 0.2
      scale = 10
      maximum-score = 5
      teacher = "m"
      share = 2.5
      stride = 32
      maximum-answer-tokens = 12
      negatives = 0.3
      empty-windows = 0.5
      [[tasks.train]]
      path = "x.txt"
      format = "conll"
      fields = { tokens = 2, tags = "4" }
      rename = { PER = "person" }
      drop = ["MISC"]
      ignore = ["X"]
      keep = ["LOC"]
      marks = ["person"]
      offsets = "utf16"
      limit = 10
      repeat = 2
      case = "upper"
      """)
    #expect(recipe.summary == "s" && recipe.backbone == "HERE/sub/./b" && recipe.output == "/out")
    #expect(recipe.seed == 7 && recipe.threads == 3 && recipe.maximumTokens == 64)
    #expect(recipe.schedule.steps == 100 && recipe.schedule.decay == .cosine && recipe.schedule.sampling == 1)
    #expect(recipe.schedule.headLearningRate == 1e-3 && recipe.schedule.freeze == ["embeddings"])
    #expect(recipe.evaluation.every == 50 && recipe.evaluation.patience == 4 && recipe.evaluation.task == "t")
    #expect(recipe.adapters?.rank == 4 && recipe.adapters?.targets == ["query"])
    let task = try #require(recipe.tasks.first)
    #expect(
      task.kind == .spans && task.classWeights == ["person": 3] && task.pairLoss == .ranking && task.teacher == "m")
    #expect(task.stride == 32 && task.maximumAnswerTokens == 12 && task.maximumScore == 5 && task.share == 2.5)
    #expect(task.negatives == 0.3 && task.emptyWindows == 0.5)
    let data = try #require(task.train.first)
    #expect(data.marks == ["person"] && data.repeats == 2 && data.letterCase == .upper)
    #expect(data.source.path == "HERE/sub/x.txt" && data.source.fields == [.tokens: "2", .tags: "4"])
    #expect(data.source.offsets == .utf16 && data.source.limit == 10)
    #expect(data.source.labels.renamed == ["PER": "person"] && data.source.labels.kept == ["LOC"])
  }

  @Test(arguments: [
    ("colour = 1", 1, "there is no key \"colour\""), ("seeds = 1", 1, "did you mean \"seed\"?"),
    ("seed = \"x\"", 1, "\"seed\" must be an integer from 0"),
    ("seed = -1", 1, "but -1 was found"), ("[schedule]\nlearnin-rate = 1", 2, "did you mean \"learning-rate\"?"),
    ("[schedule]\nlearning-rate = true", 2, "must be a number from 0.0 to 1.0, but a boolean was found"),
    ("[schedule]\ndecay = \"linar\"", 2, "did you mean \"linear\"?"), ("schedule = 1", 1, "must be a table"),
    ("evaluation = { task = \"mod\" }", 1, "did you mean \"mood\"?"), ("a = ", 1, "expected value"),
    ("[", 1, "no name follows"),
    ("d = 2020-01-01", 1, "there is no key"),
  ])
  func `what is wrong is told with its line`(text: String, line: Int, problem: String) throws {
    let error = #expect(throws: RecipeError.self) { try load(text + "\n" + (text.contains("[") ? "" : least)) }
    let found = try #require(error?.problems.first { $0.line == line })
    #expect(found.text.contains(problem), "\(found)")
  }

  @Test func `all problems come at once, in the order of the lines`() {
    let text =
      least.replacingOccurrences(of: "kind = \"label\"", with: "kind = \"labl\"\nfoo = 1")
      .replacingOccurrences(of: "name = \"a\"\n", with: "") + "fields = { txt = \"a\" }\nformat = \"csv\"\n"
    let error = #expect(throws: RecipeError.self) { try load(text) }
    #expect(
      error?.problems.map(\.description) == [
        "the key \"name\" is missing",
        "line 6: \"kind\" must be one of spans, words, label, labels, score, answers, roles, salience, pairs, triplets, distillation, edits, language-model; did you mean \"label\"?",
        "line 7: there is no key \"foo\" in \"tasks\"",
        "line 11: there is no field \"txt\"; did you mean \"text\"?",
        "line 12: \"format\" must be one of conll, conllu, jsonl, squad, tsv; did you mean \"tsv\"?",
      ])
    #expect(error?.description.contains("has 5 problems") == true)
  }

  @Test func `a task without data and a name that tells no format are problems`() {
    let error = #expect(throws: RecipeError.self) {
      try load(
        "name=\"a\"\nbackbone=\"b\"\noutput=\"c\"\n[[tasks]]\nname=\"x y\"\nkind=\"label\"\n[[tasks.dev]]\npath=\"a.txt\""
      )
    }
    #expect(error?.problems.count == 3)
    #expect(error?.hint.contains("tells no format") == true)
  }

  @Test func `random changes end in a recipe or in an error`() throws {
    var random = SeededRandom(11)
    let alphabet = Array("[]{}=.,'\"#\n\\ aé-0".utf8)
    for _ in 0..<60 {
      var bytes = Array(least.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = alphabet.randomElement(using: &random) ?? 0
      }
      do { _ = try load(String(decoding: bytes, as: UTF8.self)) } catch { #expect(error is RecipeError) }
    }
  }

  private let edits = """
    name = "g"
    backbone = "b"
    output = "out"
    keep-heads = true

    [[tasks]]
    name = "grammar"
    kind = "edits"
    vocabulary = 900
    minimum-count = 3
    branch-layers = 2
    branch-from = 4
    branch-inner = 48
    branch-last-inner = 96
    teacher = "elder"
    detector = 16

    [[tasks.train]]
    corrupt = "prose.txt.xz"
    rates = "learner"
    limit = 10
    seed = 5
    clean = 0.25
    repeat = 2
    misspellings = ["list.txt"]

    [[tasks.dev]]
    path = "dev.jsonl"
    fields = { source = "src", target = "tgt" }

    """

  @Test func `corrections are learnt from clean prose and from pairs`() throws {
    let recipe = try load(edits)
    let task = recipe.tasks[0]
    #expect(recipe.keepsHeads && task.kind == .edits && task.vocabulary == 900 && task.minimumCount == 3)
    #expect(task.branchLayers == 2 && task.branchFrom == 4 && task.detector == 16)
    #expect(task.branchInner == 48 && task.branchLastInner == 96 && task.teacher.hasSuffix("elder"))
    let corruption = try #require(task.train[0].corruption)
    #expect(corruption.writer == .learner && corruption.seed == 5 && corruption.sentences == 10)
    #expect(corruption.clean == 0.25 && corruption.misspellings[0].hasSuffix("/list.txt"))
    #expect(task.train[0].repeats == 2 && task.train[0].source.path.hasSuffix("/prose.txt.xz"))
    #expect(task.dev[0].corruption == nil && task.dev[0].source.fields[.target] == "tgt")
  }

  @Test func `a branch that begins somewhere has layers`() {
    let wrong = edits.replacingOccurrences(of: "branch-layers = 2\n", with: "")
    let error = #expect(throws: RecipeError.self) { try load(wrong) }
    #expect(error?.problems.count { $0.text.contains("branch-layers") } == 4)
  }

  @Test func `layers over sentences belong to tasks for sentences`() throws {
    let text = """
      name = "r"
      backbone = "b"
      output = "out"

      [[tasks]]
      name = "roles"
      kind = "roles"
      context-layers = 2
      context-width = 64

      [[tasks.train]]
      path = "a.jsonl"

      """
    let task = try load(text).tasks[0]
    #expect(task.contextLayers == 2 && task.contextWidth == 64)
    for wrong in [
      text.replacingOccurrences(of: "kind = \"roles\"", with: "kind = \"label\""),
      text.replacingOccurrences(of: "context-layers = 2\n", with: ""),
      text.replacingOccurrences(of: "context-layers", with: "branch-layers = 1\ncontext-layers"),
    ] {
      let error = #expect(throws: RecipeError.self) { try load(wrong) }
      #expect(error?.problems.map(\.text).filter { $0.contains("context-layers") }.count == 1)
    }
  }

  private static let recipes = SharedData.repository + "/recipes"

  @Test(arguments: [
    "stet-en", "stet-en-narrow", "stet-en-cases", "stet-en-context", "entities", "parts-of-speech", "questions",
    "grammar", "example/mood",
  ])
  func `the recipes of the repository can be read`(name: String) throws {
    let recipe = try RecipeFile.load("\(Self.recipes)/\(name).toml")
    #expect(!recipe.tasks.isEmpty)
    for data in recipe.tasks.flatMap({ $0.train + $0.dev }) {
      #expect(!data.source.path.contains("/shared/") || data.source.path.contains("/../shared/data/"))
    }
  }
}
