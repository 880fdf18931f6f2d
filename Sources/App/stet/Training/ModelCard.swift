import FineTuning
import Foundation
import Server

/// The README of a trained model: what it is, what it learnt from, how it does.
struct ModelCard {
  let recipe: Recipe
  let recipePath: String
  let tasks: [LoadedTask]
  let scores: [(task: LoadedTask, scores: TaskScores)]

  /// Markdown.
  var text: String {
    var lines = ["# \(recipe.name)", ""]
    if !recipe.summary.isEmpty { lines += [recipe.summary, ""] }
    lines += [
      "Trained by Stet \(Server.version) from `\(recipe.backbone.split(separator: "/").last ?? "")` with the recipe",
      "`\(recipePath.split(separator: "/").last ?? "")`, seed \(recipe.seed). The licences of the data below and of the backbone apply.",
      "",
      "## Scores on the dev data", "", "| Task | Kind | Measure | Score |", "|---|---|---|---:|",
    ]
    for (task, scores) in scores {
      for (name, value) in scores.measures.map({ ($0.name, 100 * $0.value) }) + scores.amounts {
        lines.append(
          "| \(task.recipe.name) | \(task.recipe.kind.rawValue) | \(name) | \(String(format: "%.2f", value)) |")
      }
    }
    lines += ["", "## Data", "", "| Task | Use | File | Examples |", "|---|---|---|---:|"]
    for task in tasks {
      for (use, files) in [("training", task.train), ("dev", task.dev)] {
        for file in files {
          lines.append("| \(task.recipe.name) | \(use) | \(file.shortName) | \(file.examples.count) |")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
