import ArgumentParser
import Foundation
import Generation
import Models
import Options

/// Which language model a command uses.
struct LanguageModelOptions: ParsableArguments {
  @ArgumentParser.Option(
    help: "A decoder: a registered model's name, or a folder with / in its name; that of the options otherwise.")
  var model: String?

  /// The generator over it.
  ///
  /// - Throws: as `ModelBundle`; `GenerationError` for a model that predicts nothing.
  func generator() throws -> TextGenerator {
    let name = model ?? Setup(for: FileManager.default.currentDirectoryPath, cached: false).options.complete.model
    return try TextGenerator(ModelBundle(directory: ModelFolder.find(name)))
  }
}
