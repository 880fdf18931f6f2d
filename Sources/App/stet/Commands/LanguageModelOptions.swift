import ArgumentParser
import Generation
import Models

/// Which language model a command uses.
struct LanguageModelOptions: ParsableArguments {
  @ArgumentParser.Option(help: "A decoder: a registered model's name, or a folder with / in its name.")
  var model: String

  /// The generator over it.
  ///
  /// - Throws: as `ModelBundle`; `GenerationError` for a model that predicts nothing.
  func generator() throws -> TextGenerator { try TextGenerator(ModelBundle(directory: ModelFolder.find(model))) }
}
