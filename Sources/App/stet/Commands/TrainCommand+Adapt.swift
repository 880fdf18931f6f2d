import ArgumentParser
import Datasets
import Documents
import Features
import FineTuning
import Foundation
import Models
import Options
import Reports
import Support
import Tensors
import Training

/// `stet train --adapt`: a language model learns a person's notes.
extension TrainCommand {
  func validateAdaptation() throws {
    if recipe != nil || head != nil || fromFeedback {
      throw ValidationError("--adapt needs no recipe, and no head.")
    }
    if model == nil { throw ValidationError("--adapt needs a language model: name one by --model.") }
    if let epochs, !(epochs > 0 && epochs <= 1000) { throw ValidationError("--epochs must be from 0 to 1000.") }
  }

  /// Reads the notes, trains, and writes the model where it predicts the notes that were held back better than before.
  func adaptToNotes() throws {
    let backbone = try ModelFolder.find(model ?? "")
    let name = try ModelDirectory(path: backbone).name + "-adapted"
    let target = output ?? ModelRegistry().root + "/" + name
    let recipe = try Self.recipe(name, backbone, to: absolutePath(target), epochs: epochs ?? 3)
    let text = try AdaptationText(notes())
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let tuner = try FineTuner(recipe, tasks: [.notes(text, recipe)], backbone: backbone, threads: threads)
    let summary = "notes   \(text.training.wordCount) words to learn, \(text.heldOut.wordCount) held back\n"
    if dryRun {
      return StandardOutput.write(summary + "\(tuner.steps) steps, \(tuner.trainableCount) parameters to train\n")
    }
    try FineTuner.checkOutput(recipe.output)
    let run = RunFolder(recipe: recipe, log: log, report: report)
    try run.prepare(resumes: resume, restarts: restart)
    let before = tuner.evaluate()
    let seconds = try follow(tuner, run, goesOnBy: "the same command with --resume")
    let after = tuner.evaluate()
    StandardOutput.write(summary + Self.line("before", before) + Self.line("after", after))
    guard Self.bits(after) < Self.bits(before) else { throw Self.nothingLearnt(run) }
    try write(tuner, run, after, origin: "stet train --adapt", seconds: seconds, threads: threads)
    StandardOutput.write(Self.places(tuner, run))
  }

  /// Weights stay stored as they are.
  private static func recipe(
    _ name: String, _ backbone: String, to output: String, epochs: Double
  ) throws -> Recipe {
    var recipe = Recipe.adaptation(name: name, of: backbone, to: output, epochs: epochs)
    recipe.precision = try ModelBundle(directory: backbone).storage
    return recipe
  }

  /// The paragraphs of each document.
  private func notes() throws -> [[[UInt8]]] {
    let setup = Setup(for: adapt[0], cached: false)
    defer { setup.workbench.close() }
    let walker = FileWalker(
      extensions: setup.options.extensions, ignore: IgnorePatterns(setup.options.ignore), root: setup.options.root)
    let found = walker.walk(adapt)
    if let problem = found.problems.first { throw problem.error }
    guard !found.files.isEmpty else {
      throw UsageError(
        message: "there are no notes in \(adapt.joined(separator: ", "))",
        hint: "Name files, or folders with files that end in \(setup.options.extensions.joined(separator: ", ")).")
    }
    return try found.files.map { path in
      let bytes = try MappedFile.contents(of: path)
      return Document(uri: path, languageID: "", version: 0, utf8: bytes).snapshot.paragraphs
    }
  }

  private static func line(_ label: String, _ scores: [(task: LoadedTask, scores: TaskScores)]) -> String {
    let amounts = scores[0].scores.amounts.map { "\($0.name) \(String(format: "%.3f", $0.value))" }
    return label + String(repeating: " ", count: 8 - label.count) + amounts.joined(separator: ", ") + "\n"
  }

  /// Bits per byte of the notes that were held back.
  private static func bits(_ scores: [(task: LoadedTask, scores: TaskScores)]) -> Double {
    scores[0].scores.amounts.first?.value ?? .infinity
  }

  private static func nothingLearnt(_ run: RunFolder) -> UsageError {
    run.removeCheckpoints()
    return UsageError(
      message: "the model predicts the notes that were held back no better than before, so none was written",
      hint: "Give it more notes, or other --epochs.")
  }
}
