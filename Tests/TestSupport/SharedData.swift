import Foundation

/// Where the development data and the embedding model are, for tests that need them and skip without.
package enum SharedData {
  /// The folder `shared` beside the repository, or nil when it is not there.
  package static let folder: String? = {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().resolvingSymlinksInPath()
    let path = repository.deletingLastPathComponent().appendingPathComponent("shared").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// The path of a file below `shared`, or nil when it is not there.
  package static func path(_ relative: String) -> String? {
    guard let folder, FileManager.default.fileExists(atPath: "\(folder)/\(relative)") else { return nil }
    return "\(folder)/\(relative)"
  }

  /// The folder of the model all-MiniLM-L6-v2 where `make model` puts it, or nil when it is not there.
  package static let miniLM: String? = {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["HOME"] ?? NSHomeDirectory()
    let data = environment["XDG_DATA_HOME"] ?? home + "/.local/share"
    let models = environment["STET_MODELS"] ?? data + "/stet/models"
    let path = models + "/all-MiniLM-L6-v2"
    return FileManager.default.fileExists(atPath: path + "/model.safetensors") ? path : nil
  }()

  /// The folder of a bundle that says by single words what must come out; see `generate.py` in it.
  package static let wordModel = repository + "/Tests/Samples/word-model"

  /// The folder of a bundle whose grammar head corrects the words that `generate.py` in it lists.
  package static let grammarModel = repository + "/Tests/Samples/grammar-model"

  /// The folder of a decoder that knows some sentences by heart; see `generate.py` in it.
  package static let languageModel = repository + "/Tests/Samples/language-model"

  /// The folder of the default model: the one in the repository, else one that `$STET_MODELS` or the user's folder of models has; nil when it is nowhere.
  package static let defaultModel: String? = {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["HOME"] ?? NSHomeDirectory()
    let data = environment["XDG_DATA_HOME"] ?? home + "/.local/share"
    let folders = ["\(repository)/Sources/Engine/DefaultBundle", environment["STET_MODELS"] ?? data + "/stet/models"]
    return folders.map { $0 + "/stet-en" }.first { FileManager.default.fileExists(atPath: $0 + "/model.safetensors") }
  }()

  /// The repository's root.
  package static let repository: String = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().resolvingSymlinksInPath().path
}
