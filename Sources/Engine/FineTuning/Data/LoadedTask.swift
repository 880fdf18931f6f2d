package import Datasets

/// A task with its data, read and checked.
package struct LoadedTask: Sendable {
  /// A file of the task.
  package struct File: Sendable {
    /// As the recipe gives it.
    package let path: String
    package let examples: TaskExamples

    /// The folder and name, by which a report tells `wnut17/dev.conll` from another `dev.conll`.
    package var shortName: String { path.split(separator: "/").suffix(2).joined(separator: "/") }
  }

  package let recipe: RecipeTask
  /// The rows of the head; empty for tasks without labels.
  package let space: LabelSpace
  /// In the order of the recipe; a repeated file stands there once.
  package let train: [File]
  package let dev: [File]

  /// All training examples, repeated ones as often as the recipe says.
  var training: TaskExamples? {
    var all: TaskExamples?
    for (file, data) in zip(train, recipe.train) {
      for _ in 0..<data.repeats { all = all.map { $0 + file.examples } ?? file.examples }
    }
    return all
  }

  /// A few lines for a person: files with their sizes, and the labels with their numbers.
  package var summary: String {
    var lines = ["\(recipe.name) (\(recipe.kind.rawValue))"]
    for (role, files) in [("train", train), ("dev", dev)] {
      for file in files { lines.append("  \(role)  \(file.shortName)  \(file.examples.count) examples") }
    }
    if space.count > 0 {
      let counts = train.reduce(into: [String: Int]()) { counts, file in
        counts.merge(file.examples.labelCounts.counts) { $0 + $1 }
      }
      let shown = space.names.filter { !$0.hasPrefix("I-") }.sorted { counts[$0, default: 0] > counts[$1, default: 0] }
      let names = shown.prefix(20).map {
        "\($0.hasPrefix("B-") ? String($0.dropFirst(2)) : $0) \(counts[$0, default: 0])"
      }
      lines.append(
        "  labels  " + names.joined(separator: ", ") + (shown.count > 20 ? ", and \(shown.count - 20) more" : ""))
    }
    return lines.joined(separator: "\n")
  }
}
