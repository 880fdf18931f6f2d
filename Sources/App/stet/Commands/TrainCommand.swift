import ArgumentParser
import Datasets
import Features
import FineTuning
import Foundation
import Inference
import Models
import Recipes
import Reports
import Support
import Training

/// Fine-tuning by a recipe.
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a model by a recipe, or teach a head of your own.",
    discussion: """
      The recipe, a TOML file, says what to start from, which heads to train on which data, and where the result goes; \
      recipes/README.md describes it. All data are read and checked first. Ctrl-C saves the run, and --resume goes on with it.

      With --head a head is taught in seconds, on the model as it is: with a file of marked texts in place of the recipe (CoNLL, or jsonl with \
      `text` and `spans`, `tokens` and `tags`, or `text` and `label`), or with what was marked in the editor by --from-feedback.

      With --adapt the language model that --model names learns your own notes: files and folders of the kinds that Stet reads, without their markup. \
      What comes out is a model that predicts more of what you write; a tenth of the notes is held back, to say how much. Nothing leaves the machine.
      """)

  @Argument(help: "A recipe; with --head a file of marked texts.")
  var recipe: String?

  @ArgumentParser.Option(help: "Teach a head of this name instead of following a recipe.")
  var head: String?

  @Flag(help: "Teach the head with what was marked in the editor.")
  var fromFeedback = false

  @ArgumentParser.Option(parsing: .upToNextOption, help: "Files and folders of your own that a language model learns.")
  var adapt: [String] = []

  @ArgumentParser.Option(
    help:
      "The model that the head is for, or that learns the notes: a name or a folder with a slash; for heads that of the options otherwise."
  )
  var model: String?

  @ArgumentParser.Option(
    help: "With --adapt: the folder of the new model; NAME-adapted among the registered models otherwise.")
  var output: String?

  @ArgumentParser.Option(help: "With --adapt: passes over the notes.")
  var epochs: Double?

  @Flag(help: "Check the recipe and its data, and say what would be trained.")
  var dryRun = false

  @Flag(help: "Go on where an interrupted run stopped.")
  var resume = false

  @Flag(help: "Throw an interrupted run away and start anew.")
  var restart = false

  @ArgumentParser.Option(help: "Where the log goes, as jsonl; log.jsonl in OUTPUT.training otherwise.")
  var log: String?

  @ArgumentParser.Option(
    help: "Where the page about the run goes; report.html in OUTPUT.training otherwise.")
  var report: String?

  @ArgumentParser.Option(help: "Threads of a step, instead of those that the recipe names.")
  var threads: Int?

  func validate() throws {
    if resume, restart { throw ValidationError("--resume and --restart exclude each other.") }
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1.") }
    if !adapt.isEmpty { return try validateAdaptation() }
    if output != nil || epochs != nil { throw ValidationError("--output and --epochs need --adapt.") }
    if head == nil {
      if recipe == nil { throw ValidationError("Name a recipe, a head by --head, or notes by --adapt.") }
      if fromFeedback || model != nil { throw ValidationError("--from-feedback and --model need --head.") }
    } else if fromFeedback == (recipe != nil) {
      throw ValidationError("A head is taught either with a file or by --from-feedback.")
    }
  }

  func run() async throws {
    if let head { return try await teach(head) }
    if !adapt.isEmpty { return try adaptToNotes() }
    try train(recipe ?? "")
  }

  /// Teaches a head and says how it went.
  private func teach(_ name: String) async throws {
    let setup = Setup(for: ".", threads: threads, model: model)
    defer { setup.workbench.close() }
    let lessons = try await setup.workbench.teaching()
    let head: TaughtHead
    if let recipe {
      guard let format = DataFormat(path: recipe) else {
        throw UsageError(message: "the name of \(recipe) tells no format", hint: "Name it .conll, .jsonl or .tsv.")
      }
      head = try await lessons.teach(name, MarkedTexts.read(DataSource(path: recipe, format: format)))
    } else {
      head = try await lessons.teach(name)
    }
    StandardOutput.write("taught \(TaughtHeadLine.text(head))\n")
  }

  private func train(_ path: String) throws {
    FreedMemory.keep()
    let recipe = try RecipeFile.load(path)
    let backbone = try ModelFolder.find(recipe.backbone)
    let heads = try ModelDirectory(path: backbone).manifest?.heads.mapValues(\.specification) ?? [:]
    let tasks = try TaskLoader.load(recipe, heads: heads)
    // A teacher's vectors take minutes, so the number of steps is not worth them.
    if dryRun, recipe.tasks.contains(where: { $0.kind == .distillation }) {
      return StandardOutput.write(tasks.map(\.summary).joined(separator: "\n") + "\n")
    }
    let run = RunFolder(recipe: recipe, log: log, report: report)
    if !dryRun {
      try FineTuner.checkOutput(recipe.output)
      try run.prepare(resumes: resume, restarts: restart)
    }
    if recipe.schedule.arithmetic == .bfloat16, !FineTuner.runsBfloat16 {
      StandardError.write(
        "stet: this processor multiplies no bfloat16; the run is as the recipe says but in float32, and slower\n")
    }
    let threads = threads ?? (recipe.threads > 0 ? recipe.threads : ProcessInfo.processInfo.activeProcessorCount)
    let tuner = try FineTuner(
      recipe, tasks: tasks, backbone: backbone, threads: threads,
      teacher: { try ModelFolder.find($0) })
    for head in tuner.renewedHeads {
      StandardError.write(
        "stet: the head \"\(head)\" of \(recipe.backbone) has other labels or is of another make; the new one starts from nothing\n"
      )
    }
    if dryRun { return StandardOutput.write(Self.plan(tuner, tasks)) }
    try train(tuner, run, threads: threads, path)
  }

  private func train(_ tuner: FineTuner, _ run: RunFolder, threads: Int, _ recipe: String) throws {
    let seconds = try follow(tuner, run, goesOnBy: "stet train \(recipe) --resume")
    // Of the state that is kept, which need not be that of the last step.
    let scores = tuner.evaluate()
    try write(tuner, run, scores, origin: recipe, seconds: seconds, threads: threads)
    StandardOutput.write(ScoreTable.text(scores) + Self.places(tuner, run))
  }

  /// Trains to the end, with log and progress bar; gives the seconds that it took.
  ///
  /// - Parameter command: what goes on with an interrupted run.
  /// - Throws: `ExitCode` 130 after an interruption; what training throws.
  func follow(_ tuner: FineTuner, _ run: RunFolder, goesOnBy command: String) throws -> Double {
    Interruption.listen()
    let earlier = resume ? try run.earlier() : (step: 0, seconds: 0)
    let log = try TrainingLog(path: run.log, continues: resume)
    let session = try TrainingSession(tuner, log: log, step: earlier.step, earlier: earlier.seconds)
    let result = try tuner.run(
      directory: run.checkpoints, isResuming: resume, observe: session.observe, isInterrupted: { session.shouldEnd })
    try session.finish(Self.reason(result.ending), step: tuner.trainer.step)
    if result.ending == .interrupted {
      StandardError.write("stet: interrupted and saved; `\(command)` goes on.\n")
      throw ExitCode(130)
    }
    return session.seconds
  }

  /// Writes the model with its card, and the page about the run.
  ///
  /// - Parameter origin: the recipe's path, or what stands for it.
  func write(
    _ tuner: FineTuner, _ run: RunFolder, _ scores: [(task: LoadedTask, scores: TaskScores)], origin: String,
    seconds: Double, threads: Int
  ) throws {
    try tuner.write(to: tuner.recipe.output, scores: scores)
    let card = ModelCard(recipe: tuner.recipe, recipePath: origin, tasks: tuner.tasks, scores: scores)
    try AtomicFile.write(Array(card.text.utf8), to: tuner.recipe.output + "/README.md")
    let page = TrainingReport(
      tuner, events: try TrainingLog.read(run.log), scores: scores, seconds: seconds, threads: threads)
    try AtomicFile.write(page.html(), to: run.report)
    run.removeCheckpoints()
  }

  /// Where a person finds the result.
  static func places(_ tuner: FineTuner, _ run: RunFolder) -> String {
    "model   \(absolutePath(tuner.recipe.output))\nreport  \(absolutePath(run.report))\n"
  }

  private static func reason(_ ending: TrainingRun.Ending) -> String {
    switch ending {
    case .finished: "finished"
    case .stoppedEarly: "no better score any more"
    case .interrupted: "interrupted"
    }
  }

  private static func plan(_ tuner: FineTuner, _ tasks: [LoadedTask]) -> String {
    var text = tasks.map(\.summary).joined(separator: "\n") + "\n"
    text += "\(tuner.steps) steps, \(tuner.trainableCount) parameters to train\n"
    return text
  }
}

/// Folders of models by how recipes and commands name them.
enum ModelFolder {
  /// A name with a slash is a folder, any other one that of a registered model.
  ///
  /// - Throws: `ModelError` for a model that is not registered.
  static func find(_ name: String) throws -> String { name.contains("/") ? name : try ModelRegistry().find(name) }
}

/// Scores as lines for a person.
enum ScoreTable {
  static func text(_ scores: [(task: LoadedTask, scores: TaskScores)]) -> String {
    let width = scores.map(\.task.recipe.name.count).max() ?? 0
    return scores.map { item in
      let name = item.task.recipe.name + String(repeating: " ", count: width - item.task.recipe.name.count)
      return name + "  "
        + (item.scores.measures.map { ($0.name, 100 * $0.value) } + item.scores.amounts)
        .map { "\($0.0) \(String(format: "%.2f", $0.1))" }.joined(separator: ", ") + "\n"
    }.joined()
  }
}
