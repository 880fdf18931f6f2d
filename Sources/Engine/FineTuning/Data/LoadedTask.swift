package import Datasets
import Tensors

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

  /// All training examples, repeated ones as often as the recipe says, and questions without an answer where it asks for them.
  ///
  /// - Parameter seed: of what is drawn.
  func training(seed: UInt64) -> TaskExamples? {
    var all: TaskExamples?
    for (index, (file, data)) in zip(train, recipe.train).enumerated() {
      let examples = file.examples.withForeignPassages(
        share: recipe.negatives, seed: SeededGenerator(seed, UInt64(index)).first)
      // Corrupted prose has other mistakes each time, so the file holds them all.
      for _ in 0..<(data.corruption == nil ? data.repeats : 1) { all = all.map { $0 + examples } ?? examples }
    }
    return all
  }

  /// All dev examples; where training has questions without an answer, as many here as have one.
  func measuring(seed: UInt64) -> TaskExamples? {
    dev.enumerated().reduce(nil) { all, item in
      let examples = item.element.examples
      let missing = recipe.negatives > 0 ? 1 - examples.impossibleShare : 0
      let more = examples.withForeignPassages(
        share: missing, seed: SeededGenerator(seed, name: "dev \(item.offset)").first)
      return all.map { $0 + more } ?? more
    }
  }

  /// A few lines for a person: files with their sizes, and the labels with their numbers.
  package var summary: String {
    var lines = ["\(recipe.name) (\(recipe.kind.rawValue))"]
    for (role, files) in [("train", train), ("dev", dev)] {
      for file in files { lines.append("  \(role)  \(file.shortName)  \(file.examples.count) examples") }
    }
    if recipe.negatives > 0 {
      lines.append("  and questions with foreign passages, \(recipe.negatives) for each with an answer, as many in dev")
    }
    if space.count > 0 {
      let counts = train.reduce(into: [String: Int]()) { counts, file in
        counts.merge(file.examples.labelCounts.counts) { $0 + $1 }
      }
      let shown = space.names.filter { !$0.hasPrefix("I-") }.sorted { counts[$0, default: 0] > counts[$1, default: 0] }
      let names = shown.prefix(recipe.kind == .edits ? 60 : 20).map {
        "\($0.hasPrefix("B-") ? String($0.dropFirst(2)) : $0) \(counts[$0, default: 0])"
      }
      lines.append(
        "  labels  " + names.joined(separator: ", ")
          + (shown.count > names.count ? ", and \(shown.count - names.count) more" : ""))
    }
    return lines.joined(separator: "\n")
  }
}
