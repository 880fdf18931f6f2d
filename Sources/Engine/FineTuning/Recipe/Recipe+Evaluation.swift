package import Heads

extension Recipe {
  /// What of the recipe measures a finished model: the tasks that have dev data, with the labels of the model's heads.
  ///
  /// Training data are left out: they take minutes to read, and whoever only has the model may not have all of them.
  package func forEvaluation(of heads: [String: HeadSpecification]) -> Recipe {
    var recipe = self
    recipe.tasks = tasks.filter { !$0.dev.isEmpty }.map { task in
      var task = task
      // Without a head that knows them, labels come from the training data.
      guard let head = heads[task.name] else { return task }
      task.train = []
      if task.labels.isEmpty, task.kind != .edits { task.labels = Self.labels(of: head, kind: task.kind) }
      return task
    }
    return recipe
  }

  /// As a recipe writes them: types of spans, not tags.
  private static func labels(of head: HeadSpecification, kind: RecipeTask.Kind) -> [String] {
    guard kind == .spans else { return head.labels }
    return head.labels.reduce(into: []) { types, tag in
      let type = String(tag.dropFirst(2))
      if !type.isEmpty, !types.contains(type) { types.append(type) }
    }
  }
}
