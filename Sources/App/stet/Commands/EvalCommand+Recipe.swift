import ArgumentParser
import Features
import FineTuning
import Foundation
import Heads
import JSON
import Models
import Recipes
import Reports
import Tensors

extension EvalCommand {
  /// A trained model against the dev data of its recipe.
  struct OfRecipe: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "recipe", abstract: "Score a trained model on the dev data of a recipe.",
      discussion: """
        The scores are those that `stet train` printed and wrote into the model card. With --fit heads that decide between two labels get the \
        threshold that is best on the dev data, as `stet train` gives it to those that it trains.
        """)

    @Argument(help: "A recipe.")
    var recipe: String

    @ArgumentParser.Option(help: "A model's folder or name; what the recipe's output names otherwise.")
    var model: String?

    @ArgumentParser.Option(help: "text or jsonl.")
    var format = Format.text

    @ArgumentParser.Option(help: "Threads of a model pass.")
    var threads: Int?

    @ArgumentParser.Option(help: "How exactly the model multiplies: exact (float32), or fast as it serves.")
    var precision = WeightPrecision.exact

    @Flag(help: "Fit the decisions between two labels and write them into the model.")
    var fit = false

    /// How scores are printed.
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, jsonl }

    func run() throws {
      let whole = try RecipeFile.load(self.recipe)
      let bundle = try ModelBundle(directory: try model.map(ModelFolder.find) ?? whole.output, precision: precision)
      let heads = bundle.heads.mapValues(\.specification)
      let recipe = whole.forEvaluation(of: heads)
      let tasks = try TaskLoader.load(recipe, heads: heads)
      let evaluation = try BundleEvaluation(
        bundle, recipe: recipe, tasks: tasks, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
        fitsThresholds: fit, rankers: [.unsupervised], teacher: { try ModelFolder.find($0) })
      let scores = evaluation.scores()
      if fit { try record(scores, in: bundle) }
      guard format == .jsonl else { return StandardOutput.write(ScoreTable.text(scores)) }
      for (task, scores) in scores {
        let measures = JSONObject((scores.measures + scores.amounts).map { ($0.name, JSONValue.number($0.value)) })
        let record: JSONValue = ["task": .string(task.recipe.name), "scores": .object(measures)]
        StandardOutput.write(record.encodedText() + "\n")
      }
    }
  }
}

extension EvalCommand.OfRecipe {
  private func record(_ scores: [(task: LoadedTask, scores: TaskScores)], in bundle: ModelBundle) throws {
    for (task, scores) in scores where task.recipe.kind == .label {
      guard let threshold = scores.threshold else { continue }
      try BundleWriter.record(ofHead: task.recipe.name, in: bundle.directory.path) { $0.decision = Float(threshold) }
    }
  }
}

extension SalienceRanker {
  /// What `stet highlight` does without a head: centrality, place and length.
  fileprivate static let unsupervised = SalienceRanker(name: "unsupervised") { vectors, wordCounts in
    Salience.standard.scores(vectors: vectors, wordCounts: wordCounts)
  }
}
