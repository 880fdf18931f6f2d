import Datasets

extension Recipe {
  /// How a language model learns a person's notes: adapters beside all projections, the rest stays as it is.
  ///
  /// - Parameters:
  ///   - backbone: the folder of the model.
  ///   - output: the folder of the adapted one.
  ///   - epochs: passes over the notes.
  package static func adaptation(name: String, of backbone: String, to output: String, epochs: Double) -> Recipe {
    var recipe = Recipe(name: name, backbone: backbone, output: output)
    recipe.summary = "A language model that learnt the notes of one person."
    // "attn" and "mlp" stand in the names of the projections of all decoders, the others in those of everything else.
    var adapters = RecipeAdapters()
    adapters.targets = ["attn", "mlp"]
    recipe.adapters = adapters
    (recipe.schedule.epochs, recipe.schedule.batchTokens) = (epochs, 512)
    (recipe.schedule.learningRate, recipe.schedule.weightDecay, recipe.schedule.dropout) = (1e-3, 0, 0.05)
    recipe.schedule.freeze = ["embed", "wte", "wpe", "norm", "ln_", "lm_head"]
    recipe.tasks = [RecipeTask(name: "notes", kind: .languageModel)]
    return recipe
  }
}

extension LoadedTask {
  /// The task of an adaptation with its texts.
  ///
  /// - Parameter recipe: that `Recipe.adaptation` gives.
  package static func notes(_ text: AdaptationText, _ recipe: Recipe) -> LoadedTask {
    var task = recipe.tasks[0]
    task.train = [RecipeData(source: DataSource(path: "notes", format: .jsonl))]
    task.dev = task.train
    return LoadedTask(
      recipe: task, space: LabelSpace([]), train: [File(path: "notes", examples: .prose([text.training]))],
      dev: [File(path: "held out of the notes", examples: .prose([text.heldOut]))])
  }
}
